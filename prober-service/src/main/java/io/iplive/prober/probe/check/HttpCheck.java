package io.iplive.prober.probe.check;

import org.jspecify.annotations.Nullable;

/**
 * What a probe over HTTP sends and expects. Values that would break out of their header line cannot
 * be built.
 *
 * @param path path and query, percent-encoded, from {@code /} on
 * @param host {@code Host} header without port, and for TLS the server name and the certificate's;
 *     null: the address is the host where it is a name, and of an address literal no certificate is
 *     checked
 * @param cookies the {@code Cookie} header's value; null: none is sent
 * @param userAgent null: the engine's own
 * @param expected right status codes
 * @param tlsVerify whether a certificate is checked where there is a name to check it against
 * @param followRedirects whether redirects are followed; the last answer decides then
 * @param message method, further headers, body
 * @param keywords what the body must and must not hold
 */
public record HttpCheck(
    String path,
    @Nullable String host,
    @Nullable String cookies,
    @Nullable String userAgent,
    ExpectedCodes expected,
    boolean tlsVerify,
    boolean followRedirects,
    HttpMessage message,
    Keywords keywords) {

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

  /** A GET that looks at the status code alone. */
  public HttpCheck(
      String path,
      @Nullable String host,
      @Nullable String cookies,
      @Nullable String userAgent,
      ExpectedCodes expected,
      boolean tlsVerify,
      boolean followRedirects) {
    this(
        path,
        host,
        cookies,
        userAgent,
        expected,
        tlsVerify,
        followRedirects,
        HttpMessage.GET,
        Keywords.ANY);
  }

  private static boolean printable(String text, char lowest, char highest) {
    return text.chars().allMatch(c -> c >= lowest && c <= highest && !Character.isISOControl(c));
  }

  /** Without cookies, headers and body: they are a customer's secret. */
  @Override
  public String toString() {
    return "HttpCheck[%s %s, host=%s, expected=%s]"
        .formatted(message.method(), path, host, expected);
  }
}
