package io.iplive.prober.probe.check;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a server and what it must say. Both may hold {@code \r \n \t \0 \\} and {@code
 * \xHH}, since the APIs take no control characters.
 *
 * @param send null: nothing
 * @param expect text that the answer must hold; null: any
 */
public record Dialogue(@Nullable String send, @Nullable String expect) {

  /** Nothing is said. */
  public static final Dialogue NONE = new Dialogue(null, null);

  public Dialogue {
    bytes(send);
    bytes(expect);
  }

  /** What is sent, in bytes. */
  public byte[] sendBytes() {
    return bytes(send);
  }

  /** What must come, in bytes; empty: any. */
  public byte[] expectBytes() {
    return bytes(expect);
  }

  /** A text with its escapes, in bytes. */
  public static byte[] bytes(@Nullable String text) {
    if (text == null) {
      return new byte[0];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
      out.writeBytes(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
      from = escape(text, at, out);
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Where the text goes on. */
  private static int escape(String text, int at, ByteArrayOutputStream out) {
    char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    switch (kind) {
      case 'r' -> out.write('\r');
      case 'n' -> out.write('\n');
      case 't' -> out.write('\t');
      case '0' -> out.write(0);
      case '\\' -> out.write('\\');
      case 'x' -> {
        if (at + 4 > text.length() || !hex(text.charAt(at + 2)) || !hex(text.charAt(at + 3))) {
          throw new IllegalArgumentException("after \\x two hexadecimal digits are needed");
        }
        out.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
        return at + 4;
      }
      default ->
          throw new IllegalArgumentException(
              "a backslash is followed by one of r n t 0 x or another backslash");
    }
    return at + 2;
  }

  private static boolean hex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  /** Without what is sent: it may hold a password. */
  @Override
  public String toString() {
    return "Dialogue[expect=%s]".formatted(expect);
  }
}
