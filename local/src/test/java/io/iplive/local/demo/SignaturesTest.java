package io.iplive.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The vectors of contracts delivery.md and monitorus.md. */
class SignaturesTest {

  private static final String SECRET = "fghghjghj56565";
  private static final String QUERY =
      "key=7d4846b145b143f8df87104c8fd67e46&id=18&status=0&date=1025842575";
  private static final String RIGHT =
      "v1=59218dd8f039a97b0fb1ffe5a0ccb89d370c637348130cde9460b2cdf4b88c39";

  @Test
  void makesTheKeyOfTheContract() {
    assertThat(Signatures.key(SECRET, "18", "0", "1025842575"))
        .isEqualTo("7d4846b145b143f8df87104c8fd67e46");
  }

  @Test
  void acceptsTheSignatureOfTheContractAmongOthers() {
    assertThat(Signatures.signed(SECRET, "1025842580", QUERY, RIGHT)).isTrue();
    assertThat(Signatures.signed(SECRET, "1025842580", QUERY, "v1=00," + RIGHT)).isTrue();
  }

  @Test
  void refusesAnythingElse() {
    assertThat(Signatures.signed(SECRET, "1025842581", QUERY, RIGHT)).isFalse();
    assertThat(Signatures.signed(SECRET, "1025842580", QUERY + "0", RIGHT)).isFalse();
    assertThat(Signatures.signed(SECRET, "1025842580", QUERY, "")).isFalse();
  }
}
