package io.iplive.prober.net.line;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reply with a number, as in SMTP and FTP: its lines but the last have a hyphen after it.
 *
 * @param lines texts without the numbers
 */
public record Reply(int code, List<String> lines) {

  private static final Pattern LINE = Pattern.compile("[1-5]\\d\\d([ -].*)?");
  private static final int MOST_LINES = 200;

  /** Puts replies together from their lines. */
  public static final class Reader {

    private final List<String> lines = new ArrayList<>();
    private @Nullable String code;

    /**
     * Another line.
     *
     * @return the reply that it ends; null: there is more to come
     * @throws IllegalArgumentException when it belongs to no such protocol
     */
    public @Nullable Reply heard(String line) {
      boolean numbered = LINE.matcher(line).matches();
      if (lines.size() >= MOST_LINES || (!numbered && code == null)) {
        throw new IllegalArgumentException(line);
      }
      String begun = code == null ? line.substring(0, 3) : code;
      if (!numbered || !line.startsWith(begun)) {
        lines.add(line); // A line of a longer reply may begin with a number of its own.
        return null;
      }
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() > 3 && line.charAt(3) == '-') {
        code = begun;
        return null;
      }
      Reply reply = new Reply(Integer.parseInt(begun), List.copyOf(lines));
      lines.clear();
      code = null;
      return reply;
    }
  }

  /** Whether what was asked is done. */
  public boolean done() {
    return code >= 200 && code < 300;
  }

  /** As it stands in a sentence. */
  public String text() {
    return (code + " " + String.join(" ", lines)).strip();
  }
}
