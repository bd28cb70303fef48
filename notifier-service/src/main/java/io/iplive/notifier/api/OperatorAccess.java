package io.iplive.notifier.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the internal API.
 *
 * @param token shown as a bearer token; empty: nobody may
 */
public record OperatorAccess(String token) {

  private static final String BEARER = "Bearer ";

  boolean allows(@Nullable String authorization) {
    return !token.isBlank()
        && authorization != null
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "OperatorAccess[]";
  }
}
