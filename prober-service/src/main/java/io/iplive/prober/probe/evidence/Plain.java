package io.iplive.prober.probe.evidence;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server's words as others may keep and show them: short, and without control characters. */
public final class Plain {

  private static final int LONGEST_LINE = 300;
  private static final int MOST_LINES = 10;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f&&[^\n\t]]");

  private Plain() {}

  /** A text of several lines, cut. */
  public static @Nullable String text(@Nullable String words, int longest) {
    return words == null ? null : cut(CONTROL.matcher(words).replaceAll(" "), longest);
  }

  /** A list of single lines, cut. */
  public static List<String> lines(List<String> lines) {
    return lines.stream()
        .limit(MOST_LINES)
        .map(line -> cut(CONTROL.matcher(line).replaceAll(" ").replace('\n', ' '), LONGEST_LINE))
        .toList();
  }

  /** Never between the halves of one character. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
