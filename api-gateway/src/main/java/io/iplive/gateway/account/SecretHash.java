package io.iplive.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a secret that this installation generated: its SHA-256, tagged with the method. A
 * fast hash is right here, and only here: such a secret has 256 random bits, so there is nothing to
 * guess that a slow hash would protect, and every call of a panel would pay for it. A password that
 * a person chooses needs a slow one.
 */
public record SecretHash(String text) {

  private static final String METHOD = "sha256:";

  /** The hash of a generated secret. */
  public static SecretHash of(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(secret.getBytes(StandardCharsets.UTF_8));
      return new SecretHash(METHOD + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
