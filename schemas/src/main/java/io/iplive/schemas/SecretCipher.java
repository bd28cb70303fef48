package io.iplive.schemas;

import io.iplive.schemas.gateway.EncryptedValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts {@link EncryptedValue}: AES-256-GCM, the key id as associated data. Safe
 * for use by several threads.
 */
public final class SecretCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final Map<String, SecretKey> keys = new LinkedHashMap<>();
  private final String current;
  private final SecureRandom random = new SecureRandom();

  /**
   * A key ring.
   *
   * @param keysInBase64 32-byte keys by id
   * @param current id of the key that encrypts; the others only decrypt
   */
  public SecretCipher(Map<String, String> keysInBase64, String current) {
    keysInBase64.forEach((id, key) -> keys.put(id, key(id, key)));
    if (!keys.containsKey(current)) {
      throw new IllegalArgumentException("No secret key has the id " + current);
    }
    this.current = current;
  }

  private static SecretKey key(String id, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "Secret key %s has %d bytes, %d are needed".formatted(id, bytes.length, KEY_BYTES));
    }
    return new SecretKeySpec(bytes, "AES");
  }

  /** The value at rest of a text. */
  public EncryptedValue encrypt(String plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        transform(
            Cipher.ENCRYPT_MODE, current, nonce, 0, plain.getBytes(StandardCharsets.UTF_8), 0);
    return new EncryptedValue(
        current, ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).flip());
  }

  /**
   * The text of a value at rest.
   *
   * @throws IllegalStateException when its key is not held or the value was tampered with
   */
  public String decrypt(EncryptedValue value) {
    ByteBuffer view = value.getCiphertext().duplicate();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    byte[] plain = transform(Cipher.DECRYPT_MODE, value.getKeyId(), bytes, 0, bytes, NONCE_BYTES);
    return new String(plain, StandardCharsets.UTF_8);
  }

  private byte[] transform(
      int mode, String keyId, byte[] nonce, int nonceFrom, byte[] input, int inputFrom) {
    SecretKey key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException("This service does not hold the secret key " + keyId);
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, nonceFrom, NONCE_BYTES));
      cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, inputFrom, input.length - inputFrom);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A secret under key " + keyId + " cannot be opened", e);
    }
  }
}
