package io.iplive.gateway.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void aValueIsEchoedUpToAHundredCharactersWhateverTheirPlane() {
    assertThat(Fault.invalid("ref", "😀".repeat(70), "others").text())
        .isEqualTo("ref is " + "😀".repeat(70) + "; allowed are others.");
    assertThat(Fault.invalid("ref", "😀".repeat(170), "others").text())
        .isEqualTo("ref is " + "😀".repeat(100) + "; allowed are others.");
  }
}
