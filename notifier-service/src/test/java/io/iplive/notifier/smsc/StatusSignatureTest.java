package io.iplive.notifier.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusSignatureTest {

  /** Of 1001:79991234567:1:secret. */
  private static final String MD5 = "ef8ac95a3f6f13d7d6d0b6c7f3b8f1f5";

  @ParameterizedTest
  @CsvSource({
    "md5,      ,      true",
    "MD5,      ,      true",
    "   ,  sha1,      true",
    "md5,  sha1,      true",
    "   ,      ,      false",
    "md5, wrong,      false",
    "wrong, sha1,     false",
    "wrong,    ,      false",
    "'',       ,      false"
  })
  void everySignatureThatIsPresentIsRightAndOneIsPresent(
      @Nullable String md5, @Nullable String sha1, boolean right) {
    assertThat(
            StatusSignature.isRight("1001", "79991234567", "1", "secret", shown(md5), shown(sha1)))
        .isEqualTo(right);
  }

  private static @Nullable String shown(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "md5" -> hex("MD5");
      case "MD5" -> hex("MD5").toUpperCase(Locale.ROOT);
      case "sha1" -> hex("SHA-1");
      default -> name.equals("wrong") ? MD5 : name;
    };
  }

  private static String hex(String algorithm) {
    try {
      byte[] text = "1001:79991234567:1:secret".getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
