package io.iplive.notifier.smsc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The signatures of the provider's status calls: hex digests of {@code id:phone:status:secret}. */
public final class StatusSignature {

  private StatusSignature() {}

  /**
   * Whether a call is the provider's: each signature present is right, and one at least is present.
   */
  public static boolean isRight(
      String id,
      String phone,
      String status,
      String secret,
      @Nullable String md5,
      @Nullable String sha1) {
    String text = id + ":" + phone + ":" + status + ":" + secret;
    boolean present = md5 != null || sha1 != null;
    return present
        && (md5 == null || same("MD5", text, md5))
        && (sha1 == null || same("SHA-1", text, sha1));
  }

  private static boolean same(String algorithm, String text, String shown) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      byte[] right = HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
      byte[] given = shown.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.isEqual(right, given);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has " + algorithm, e);
    }
  }
}
