package io.iplive.prober.probe.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP status codes that count as right, e.g. {@code 200,301-302,4xx}. */
public final class ExpectedCodes {

  private static final Pattern ITEM =
      Pattern.compile("(?<from>[1-9]\\d\\d)(-(?<to>[1-9]\\d\\d))?|(?<hundred>[1-9])[xX][xX]");

  /** What is expected when nothing is said. */
  public static final ExpectedCodes DEFAULT = parse("2xx,3xx");

  private final String text;
  private final List<Range> ranges;

  private record Range(int from, int to) {}

  private ExpectedCodes(String text, List<Range> ranges) {
    this.text = text;
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Reads a comma list of codes, ranges and classes; blanks around an item do not matter.
   *
   * @throws IllegalArgumentException naming the item that is none of these
   */
  public static ExpectedCodes parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      ranges.add(range(item.strip()));
    }
    return new ExpectedCodes(text, ranges);
  }

  private static Range range(String item) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches()) {
      throw invalid(item);
    }
    String hundred = matcher.group("hundred");
    if (hundred != null) {
      int from = Integer.parseInt(hundred) * 100;
      return new Range(from, from + 99);
    }
    int from = Integer.parseInt(matcher.group("from"));
    String last = matcher.group("to");
    int to = last == null ? from : Integer.parseInt(last);
    if (to < from) {
      throw invalid(item);
    }
    return new Range(from, to);
  }

  private static IllegalArgumentException invalid(String item) {
    return new IllegalArgumentException(
        "'%s' is not a status code, a range like 301-302 or a class like 4xx".formatted(item));
  }

  /** Whether a status code is one of them. */
  public boolean matches(int code) {
    return ranges.stream().anyMatch(range -> range.from <= code && code <= range.to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpectedCodes that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
