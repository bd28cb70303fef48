package io.iplive.prober.probe.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Method, further headers and body of a request.
 *
 * @param method in capitals
 * @param headers sent after the probe's own, and in place of one of the same name
 * @param body null: none
 */
public record HttpMessage(String method, List<Header> headers, @Nullable String body) {

  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Z-]{1,20}");

  /** A plain GET. */
  public static final HttpMessage GET = new HttpMessage("GET", List.of(), null);

  public HttpMessage {
    // After a CONNECT the connection is a tunnel: there is no answer to judge.
    if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
      throw new IllegalArgumentException(
          "method is '%s', allowed are a token without small letters, not CONNECT"
              .formatted(method));
    }
    headers = List.copyOf(headers);
  }

  /** One header line. Those that frame the message are the probe's alone. */
  public record Header(String name, String value) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Set<String> RESERVED =
        Set.of("host", "content-length", "transfer-encoding", "connection");

    public Header {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("'%s' is not a header's name".formatted(name));
      }
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("the header %s is the probe's own".formatted(name));
      }
      if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
        throw new IllegalArgumentException(
            "the header %s must not hold control characters".formatted(name));
      }
    }

    /** Without the value: it may be a secret. */
    @Override
    public String toString() {
      return name + ": …";
    }
  }

  /**
   * Reads headers, a {@code Name: value} a line; empty lines do not matter.
   *
   * @throws IllegalArgumentException naming what is wrong, without the value
   */
  public static List<Header> headers(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(HttpMessage::header).toList();
  }

  private static Header header(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a header line has no colon");
    }
    return new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
  }

  /** Whether a header of that name is among them. */
  public boolean sets(String name) {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
  }

  /** Whether the answer to it has no body, whatever its headers say. */
  public boolean bodiless() {
    return method.equals("HEAD");
  }

  /** Without headers and body: they may be secrets. */
  @Override
  public String toString() {
    return "HttpMessage[%s, %d headers%s]"
        .formatted(method, headers.size(), body == null ? "" : ", a body");
  }
}
