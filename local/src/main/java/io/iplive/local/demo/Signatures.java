package io.iplive.local.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The checks a receiver makes (contracts delivery.md and monitorus.md). */
public final class Signatures {

  private Signatures() {}

  /**
   * Whether one of the signatures in {@code header} is right.
   *
   * @param header {@code v1=<hex>}, several with commas between
   * @param signed body of a POST, raw query of a GET
   */
  public static boolean signed(String secret, String timestamp, String signed, String header) {
    byte[] right =
        ("v1=" + hmac(secret, timestamp + "." + signed)).getBytes(StandardCharsets.UTF_8);
    return Arrays.stream(header.split(",", -1))
        .anyMatch(
            one -> MessageDigest.isEqual(right, one.strip().getBytes(StandardCharsets.UTF_8)));
  }

  /** Key of an HTTP contact: the digest of secret, id, status and date as they stand. */
  public static String key(String secret, String id, String status, String date) {
    return hex(digest("MD5", secret + id + status + date));
  }

  private static String hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return hex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is in every JDK", e);
    }
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is in every JDK", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
