package io.iplive.prober.probe;

import org.jspecify.annotations.Nullable;

/**
 * What a probe over HTTP sends and expects. Values that would break out of their header line cannot
 * be built.
 *
 * @param path path and query, percent-encoded, from {@code /} on
 * @param host {@code Host} header without port, and for https SNI and the certificate's name; null:
 *     the address is the host, and a certificate is not checked
 * @param cookies the {@code Cookie} header's value; null: none is sent
 * @param userAgent null: the engine's own
 * @param expected right status codes
 * @param tlsVerify whether a certificate is checked where {@code host} is set
 * @param followRedirects whether redirects are followed
 */
public record HttpCheck(
    String path,
    @Nullable String host,
    @Nullable String cookies,
    @Nullable String userAgent,
    ExpectedCodes expected,
    boolean tlsVerify,
    boolean followRedirects) {

  /** A plain GET of {@code /}. */
  public static final HttpCheck DEFAULT =
      new HttpCheck("/", null, null, null, ExpectedCodes.DEFAULT, true, false);

  public HttpCheck {
    if (!path.startsWith("/") || !printable(path, '!', '~')) {
      throw new IllegalArgumentException(
          "path must start with '/' and hold printable ASCII without blanks");
    }
    if (host != null && (host.isEmpty() || !printable(host, '!', '~'))) {
      throw new IllegalArgumentException("host must be a name in ASCII without blanks");
    }
    if (cookies != null && !printable(cookies, ' ', Character.MAX_VALUE)) {
      throw new IllegalArgumentException("cookies must not hold control characters");
    }
    if (userAgent != null && !printable(userAgent, ' ', Character.MAX_VALUE)) {
      throw new IllegalArgumentException("userAgent must not hold control characters");
    }
  }

  private static boolean printable(String text, char lowest, char highest) {
    return text.chars().allMatch(c -> c >= lowest && c <= highest && !Character.isISOControl(c));
  }

  /** Without cookies: they are a customer's secret. */
  @Override
  public String toString() {
    return "HttpCheck[path=%s, host=%s, expected=%s]".formatted(path, host, expected);
  }
}
