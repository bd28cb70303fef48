package io.iplive.gateway.account;

import org.jspecify.annotations.Nullable;

/** Makes, seals and opens secrets. Safe for use by several threads. */
public interface SecretBox {

  /** A new secret of 256 random bits, in letters and digits that need no escape anywhere. */
  String generate();

  /** A new secret of 128 random bits in 32 such characters, the length contacts are promised. */
  String generateShort();

  /**
   * Seals a secret. Two seals of one text differ, so a text that {@code previous} already holds
   * answers {@code previous} itself: the same call again then changes nothing.
   */
  Ciphertext seal(Plain plain, @Nullable Ciphertext previous);

  /** The secret in the clear, for its owner. */
  Plain open(Ciphertext secret);
}
