package io.iplive.prober.probe.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

  @Test
  void readsEscapes() {
    assertThat(new Dialogue("EHLO a\\r\\n\\t\\0\\\\\\x7fz", null).sendBytes())
        .isEqualTo("EHLO a\r\n\t\0\\\u007fz".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(new Dialogue(null, "\u00e9").expectBytes()).hasSize(2);
    assertThat(Dialogue.NONE.sendBytes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "a\\q", "\\x", "\\x1", "\\xzz"})
  void refusesEscapesThatAreNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Dialogue(text, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Dialogue(null, text));
  }
}
