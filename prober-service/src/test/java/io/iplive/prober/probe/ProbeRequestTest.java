package io.iplive.prober.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index.html",
        "/a b",
        "/a\r\nX: y",
        "/a\ny",
        "/\u0000",
        "/\u0085",
        "/caf\u00e9"
      })
  void aPathCannotBreakOutOfItsLine(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> check(path, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nX: y", "a\n", "b\u00fccher.example"})
  void aHostCannotBreakOutOfItsLine(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> check("/", host, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b\r\nX: y", "a=b\n", "\u0000", "a\u007f", "a\u0085b"})
  void cookiesAndUserAgentCannotBreakOutOfTheirLine(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> check("/", null, value, null));
    assertThatIllegalArgumentException().isThrownBy(() -> check("/", null, null, value));
  }

  @Test
  void cookiesAreNotToldToALog() {
    assertThat(check("/", "a.example", "session=secret", null).toString()).doesNotContain("secret");
  }

  @Test
  void refusesWhatCannotBeConnectedTo() {
    assertThatIllegalArgumentException().isThrownBy(() -> request(" ", 80, 1_000, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> request("a", 0, 1_000, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> request("a", 65_536, 1_000, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> request("a", 80, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> request("a", 80, 1_000, -1));
  }

  @Test
  void aPortLeftOutIsTheProtocols() {
    assertThat(request("a", null, 1_000, 0).portOr(443)).isEqualTo(443);
    assertThat(request("a", 8_443, 1_000, 0).portOr(443)).isEqualTo(8_443);
  }

  private static HttpCheck check(
      String path, @Nullable String host, @Nullable String cookies, @Nullable String agent) {
    return new HttpCheck(path, host, cookies, agent, ExpectedCodes.DEFAULT, true, false);
  }

  private static ProbeRequest request(
      String address, @Nullable Integer port, long millis, int retries) {
    return new ProbeRequest(
        "http", address, port, Duration.ofMillis(millis), retries, HttpCheck.DEFAULT);
  }
}
