package io.iplive.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.gateway.EncryptedValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretCipherTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String OTHER =
      Base64.getEncoder()
          .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));

  private final SecretCipher cipher = new SecretCipher(Map.of("k1", KEY), "k1");

  @Test
  void opensWhatItSealed() {
    EncryptedValue sealed = cipher.encrypt("пароль");
    assertThat(cipher.decrypt(sealed)).isEqualTo("пароль");
    assertThat(cipher.decrypt(sealed)).as("reading does not use it up").isEqualTo("пароль");
  }

  @Test
  void neverSealsTheSameTextAlike() {
    assertThat(cipher.encrypt("a").getCiphertext())
        .isNotEqualTo(cipher.encrypt("a").getCiphertext());
  }

  @Test
  void anOldKeyStillOpensAfterRotation() {
    SecretCipher rotated = new SecretCipher(Map.of("k1", KEY, "k2", OTHER), "k2");
    assertThat(rotated.decrypt(cipher.encrypt("a"))).isEqualTo("a");
    assertThat(rotated.encrypt("a").getKeyId()).isEqualTo("k2");
  }

  @Test
  void refusesATamperedValueAndAnUnknownKey() {
    EncryptedValue sealed = cipher.encrypt("a");
    byte[] bytes = sealed.getCiphertext().array().clone();
    bytes[bytes.length - 1] ^= 1;
    assertThatThrownBy(() -> cipher.decrypt(new EncryptedValue("k1", ByteBuffer.wrap(bytes))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("k1");
    assertThatThrownBy(() -> cipher.decrypt(new EncryptedValue("gone", sealed.getCiphertext())))
        .hasMessageContaining("does not hold the secret key gone");
  }

  @Test
  void refusesAKeyOfTheWrongLength() {
    assertThatThrownBy(() -> new SecretCipher(Map.of("k1", "AAAA"), "k1"))
        .hasMessage("Secret key k1 has 3 bytes, 32 are needed");
  }
}
