package io.iplive.prober.probe.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.prober.probe.demand.JsonPath.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandsTest {

  @Test
  void readsAPathStepByStep() {
    assertThat(JsonPath.parse("$").steps()).isEmpty();
    assertThat(JsonPath.parse("$.a.b-c[0]['d e'][12]").steps())
        .containsExactly(
            new Step.Member("a"),
            new Step.Member("b-c"),
            new Step.Element(0),
            new Step.Member("d e"),
            new Step.Element(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "$a", "$.", "$..a", "$.a[", "$.a[-1]", "$[*]", "$.a b", "$['"})
  void namesAPathThatIsNone(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path)).hasMessageStartingWith("jsonPath is '" + path);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "5, 0, 5", "5, 19, 5", "5, 20, 4", "5, 99, 1", "10, 50, 5", "1, 99, 1"})
  void someEchoesMayBeLostButNeverAll(int packets, int loss, int needed) {
    assertThat(new Pings(packets, 56, null, loss).needed()).isEqualTo(needed);
  }

  @Test
  void saysWhatEchoesAllow() {
    assertThatThrownBy(() -> Pings.of(11, null, null, null))
        .hasMessage("packets is 11, allowed is 1..10");
    assertThatThrownBy(() -> Pings.of(null, 15, null, null)).hasMessageContaining("16..1400");
    assertThatThrownBy(() -> Pings.of(null, null, 0, null)).hasMessageContaining("1..255");
    assertThat(Pings.of(null, null, null, null)).isEqualTo(Pings.ONE);
  }

  @Test
  void readsAScriptLineByLine() {
    Steps steps = Steps.parse("expect 220 \n\n  send EHLO me\\r\\n\nstarttls\n");
    assertThat(steps.all())
        .containsExactly(
            new Steps.Step.Expect("220 "),
            new Steps.Step.Send("EHLO me\\r\\n"),
            new Steps.Step.StartTls());
    assertThatThrownBy(() -> Steps.parse("send \\q")).hasMessageContaining("backslash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"say hello", "send", "expect ", "starttls now", "sendhello"})
  void namesALineOfAScriptThatIsNone(String line) {
    assertThatThrownBy(() -> Steps.parse(line)).hasMessageStartingWith("a line of script is '");
  }

  @Test
  void readsPinsInBothForms() {
    String pin = "a".repeat(43) + "=";
    assertThat(Pins.parse("sha256/" + pin + ", " + pin).sha256()).containsExactly(pin);
    assertThatThrownBy(() -> Pins.parse("sha1/" + pin)).hasMessageContaining("no SHA-256");
  }

  @Test
  void whatIsSlowIsSlowerThanWanted() {
    Demands demands =
        new Demands(
            Duration.ofMillis(5),
            IpVersion.ANY,
            Content.ANY,
            Pins.NONE,
            null,
            Steps.NONE,
            Pings.ONE);
    assertThat(demands.slow(5_000)).isFalse();
    assertThat(demands.slow(5_001)).isTrue();
    assertThat(Demands.NONE.slow(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void saysWhatContentAllows() {
    assertThatThrownBy(() -> Content.of("(", null, null, null))
        .hasMessage("pattern: missing closing )");
    assertThatThrownBy(() -> Content.of("(?:(?:){2000000000}){2000000000}", null, null, null))
        .hasMessageContaining("counted repetitions may make 10,000 elements");
    assertThatThrownBy(() -> Content.of(null, null, "1", null)).hasMessageContaining("jsonPath");
    assertThatThrownBy(() -> Content.of(null, null, null, "ABC"))
        .hasMessageContaining("hexadecimal");
    assertThat(Content.of(null, null, null, null)).isEqualTo(Content.ANY);
  }

  @Test
  void saysWhatAnIdentityNeedsWithoutTheKey() {
    assertThatThrownBy(() -> Identity.parse("-----BEGIN PRIVATE KEY-----\nc2VjcmV0"))
        .hasMessageContaining("PKCS 8")
        .hasMessageNotContaining("c2VjcmV0");
  }
}
