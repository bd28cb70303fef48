package io.iplive.prober.probe.web;

import java.net.IDN;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of the web, and where a reference on it leads. As tolerant as browsers of blanks,
 * backslashes and letters that should have been encoded, but of nothing that hides the host.
 *
 * @param host name in ASCII, or literal without brackets
 * @param path path and query, percent-encoded, from {@code /} on
 */
public record WebAddress(boolean secure, String host, int port, String path) {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,252}[a-z0-9_.])?");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  /**
   * Reads a whole address.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static WebAddress parse(String url) {
    String text = withoutFragment(url.strip());
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("it is neither http nor https");
    }
    String rest = slashes(text.substring(colon + 1));
    if (!rest.startsWith("//")) {
      throw new IllegalArgumentException("it names no host");
    }
    return authority(scheme.equals("https"), rest.substring(2));
  }

  /** A host name in ASCII; null: the text is an address literal, or no name at all. */
  public static @Nullable String name(String text) {
    boolean literal = true;
    for (int n = 0; n < text.length() && literal; n++) {
      char c = text.charAt(n);
      literal = (c >= '0' && c <= '9') || c == '.';
    }
    if (literal || text.indexOf(':') >= 0) {
      return null;
    }
    try {
      return host(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Where a reference from here leads.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public WebAddress resolve(String reference) {
    String text = withoutFragment(reference.strip());
    if (SCHEME.matcher(text).matches()) {
      return parse(text);
    }
    String tidy = slashes(text);
    if (tidy.startsWith("//")) {
      return authority(secure, tidy.substring(2));
    }
    return new WebAddress(secure, host, port, encoded(joined(tidy)));
  }

  /** Where a reference leads whose bytes came as characters, as headers do. */
  public WebAddress resolveHeader(String value) {
    try {
      return resolve(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
              .toString());
    } catch (CharacterCodingException e) {
      return resolve(value);
    }
  }

  private String joined(String reference) {
    if (reference.isEmpty()) {
      return path;
    }
    int query = path.indexOf('?');
    String own = query < 0 ? path : path.substring(0, query);
    if (reference.startsWith("?")) {
      return own + reference;
    }
    String whole =
        reference.startsWith("/")
            ? reference
            : own.substring(0, own.lastIndexOf('/') + 1) + reference;
    int end = whole.indexOf('?');
    return end < 0
        ? withoutDots(whole)
        : withoutDots(whole.substring(0, end)) + whole.substring(end);
  }

  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] parts = path.substring(1).split("/", -1);
    for (int n = 0; n < parts.length; n++) {
      boolean last = n == parts.length - 1;
      switch (parts[n]) {
        case "." -> {
          if (last) {
            kept.addLast("");
          }
        }
        case ".." -> {
          kept.pollLast();
          if (last) {
            kept.addLast("");
          }
        }
        default -> kept.addLast(parts[n]);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static WebAddress authority(boolean secure, String text) {
    int end = 0;
    while (end < text.length() && "/?".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String authority = text.substring(0, end);
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("it names a user");
    }
    String rest = text.substring(end);
    String path = rest.startsWith("/") ? rest : "/" + rest;
    int query = path.indexOf('?');
    String tidy =
        query < 0
            ? withoutDots(path)
            : withoutDots(path.substring(0, query)) + path.substring(query);
    int colon = authority.lastIndexOf(':');
    boolean ported = colon > authority.lastIndexOf(']');
    return new WebAddress(
        secure,
        host(ported ? authority.substring(0, colon) : authority),
        port(ported ? authority.substring(colon + 1) : "", secure),
        encoded(tidy));
  }

  private static int port(String digits, boolean secure) {
    if (digits.isEmpty()) {
      return secure ? 443 : 80;
    }
    int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("its port is not 1..65535");
    }
    return port;
  }

  private static String host(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      String literal = text.substring(1, text.length() - 1);
      if (literal.indexOf(':') < 0 || literal.indexOf('%') >= 0) {
        throw new IllegalArgumentException("its host is not an address");
      }
      return InetAddress.ofLiteral(literal).getHostAddress();
    }
    String name;
    try {
      name = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("its host is not a name", e);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("its host is not a name");
    }
    return name;
  }

  private static String withoutFragment(String text) {
    int hash = text.indexOf('#');
    return hash < 0 ? text : text.substring(0, hash);
  }

  private static String slashes(String text) {
    int query = text.indexOf('?');
    return query < 0
        ? text.replace('\\', '/')
        : text.substring(0, query).replace('\\', '/') + text.substring(query);
  }

  private static String encoded(String path) {
    if (path.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return path;
    }
    StringBuilder out = new StringBuilder(path.length() + 32);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f) {
        out.append((char) b);
      } else {
        out.append("%%%02X".formatted(b & 0xff));
      }
    }
    return out.toString();
  }

  /** As it stands in a {@code Host} header. */
  public String authority() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? bracketed : bracketed + ":" + port;
  }

  /** The whole of it. */
  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + authority() + path;
  }
}
