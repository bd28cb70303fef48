package io.iplive.gateway.api;

import io.iplive.gateway.call.Params;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** Where callers put what they know. */
public final class Credentials {

  private static final String BEARER = "bearer ";

  private Credentials() {}

  /**
   * The token of a call: the parameter, or else, also when that is blank, the header; empty when
   * the parameter is sent more than once.
   */
  public static Optional<String> token(HttpServletRequest request, Params params) {
    return params.count("token") > 1
        ? Optional.empty()
        : params.text("token").or(() -> bearer(request));
  }

  /** The token of the header. */
  public static Optional<String> bearer(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip())
        .filter(token -> !token.isEmpty());
  }

  /** Compares in a time that tells nothing of where they differ. */
  public static boolean same(String shown, String secret) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
