package io.iplive.gateway;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.EncryptedValue;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Secrets under the installation's key ring. */
final class SealedSecrets implements SecretBox {

  private static final int GENERATED_BYTES = 32;
  private static final int SHORT_BYTES = 16;

  private final SecretCipher cipher;
  private final SecureRandom random = new SecureRandom();

  SealedSecrets(SecretCipher cipher) {
    this.cipher = cipher;
  }

  @Override
  public String generate() {
    return hex(GENERATED_BYTES);
  }

  @Override
  public String generateShort() {
    return hex(SHORT_BYTES);
  }

  private String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public Ciphertext seal(Plain plain, @Nullable Ciphertext previous) {
    return previous != null && cipher.decrypt(encrypted(previous)).equals(plain.text())
        ? previous
        : sealed(cipher.encrypt(plain.text()));
  }

  @Override
  public Plain open(Ciphertext secret) {
    return new Plain(cipher.decrypt(encrypted(secret)));
  }

  private static Ciphertext sealed(EncryptedValue value) {
    ByteBuffer view = value.getCiphertext().duplicate();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return new Ciphertext(value.getKeyId(), Base64.getEncoder().encodeToString(bytes));
  }

  private static EncryptedValue encrypted(Ciphertext secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.base64());
    return new EncryptedValue(secret.keyId(), ByteBuffer.wrap(bytes));
  }
}
