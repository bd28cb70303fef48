package io.iplive.schemas;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A customer's regular expression, in RE2's syntax: searching takes time in proportion to the text,
 * which the JDK's expressions do not promise. Who takes it in and who searches by it read it alike.
 * Pure.
 */
public final class SearchPattern {

  /** Counted repetitions are unfolded: nested ones would fill the memory. */
  private static final int LARGEST = 10_000;

  private final Pattern pattern;

  private SearchPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * The pattern.
   *
   * @throws IllegalArgumentException when it is none, or too large; the message says why
   */
  public static SearchPattern compile(String text) {
    if (new Size(text).exceeds(LARGEST)) {
      throw new IllegalArgumentException(
          "unfolded, counted repetitions may make %,d elements".formatted(LARGEST));
    }
    try {
      return new SearchPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("groups are nested too deep", e);
    }
  }

  /** Whether a part of the text fits. Reads the text from its beginning to its end, once. */
  public boolean isIn(CharSequence text) {
    return pattern.matcher(text).find();
  }

  /** As it was given. */
  @Override
  public String toString() {
    return pattern.pattern();
  }

  /** How many elements a pattern has when its counted repetitions are unfolded; never too few. */
  private static final class Size {

    private static final java.util.regex.Pattern COUNTED =
        java.util.regex.Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?}");

    private final String text;
    private final Deque<Long> outside = new ArrayDeque<>();
    private long group;
    private long last;

    Size(String text) {
      this.text = text;
    }

    boolean exceeds(int most) {
      for (int at = 0; at < text.length() && group <= most; at = after(at)) {}
      return group > most;
    }

    private int after(int at) {
      return switch (text.charAt(at)) {
        case '(' -> {
          outside.push(group);
          group = 0;
          last = 0;
          yield at + 1;
        }
        case ')' -> {
          last = Math.max(1, group);
          group = last + (outside.isEmpty() ? 0 : outside.pop());
          yield at + 1;
        }
        case '{' -> repeated(at);
        case '[' -> one(classEnd(at));
        case '\\' -> escaped(at);
        case '*', '+', '?' -> at + 1;
        default -> one(at + 1);
      };
    }

    private int one(int end) {
      last = 1;
      group++;
      return end;
    }

    private int repeated(int at) {
      var counted = COUNTED.matcher(text).region(at, text.length());
      if (!counted.lookingAt()) {
        return one(at + 1);
      }
      long turns = Math.max(turns(counted.group(1)), turns(counted.group(2)));
      group += last * Math.max(0, turns - 1);
      last *= Math.max(1, turns);
      return counted.end();
    }

    private static long turns(@Nullable String number) {
      if (number == null || number.isEmpty()) {
        return 0;
      }
      return number.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(number);
    }

    /** Behind an escape; of one with braces, behind these. */
    private int escaped(int at) {
      if (text.startsWith("\\Q", at)) {
        int end = text.indexOf("\\E", at + 2);
        int behind = end < 0 ? text.length() : end + 2;
        group += behind - at;
        last = 1;
        return behind;
      }
      boolean braces = at + 2 < text.length() && text.charAt(at + 2) == '{';
      int closing = braces && "xpP".indexOf(text.charAt(at + 1)) >= 0 ? text.indexOf('}', at) : -1;
      return one(closing < 0 ? at + 2 : closing + 1);
    }

    private int classEnd(int at) {
      int here = at + 1;
      here += text.startsWith("^", here) ? 1 : 0;
      here += text.startsWith("]", here) ? 1 : 0;
      while (here < text.length() && text.charAt(here) != ']') {
        int named = text.startsWith("[:", here) ? text.indexOf(":]", here + 2) : -1;
        here = named >= 0 ? named + 2 : here + (text.charAt(here) == '\\' ? 2 : 1);
      }
      return Math.min(text.length(), here + 1);
    }
  }
}
