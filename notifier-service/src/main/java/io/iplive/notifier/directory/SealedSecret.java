package io.iplive.notifier.directory;

/**
 * A secret at rest; it is opened when an attempt is signed and nowhere else.
 *
 * @param keyId which key of the installation sealed it
 * @param ciphertext in base64
 */
public record SealedSecret(String keyId, String ciphertext) {

  /** One text of both parts; key ids hold no colon. */
  public String text() {
    return keyId + ":" + ciphertext;
  }

  /** The inverse of {@link #text()}. */
  public static SealedSecret parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("Not a sealed secret: no key id");
    }
    return new SealedSecret(text.substring(0, colon), text.substring(colon + 1));
  }
}
