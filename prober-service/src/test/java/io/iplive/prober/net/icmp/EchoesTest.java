package io.iplive.prober.net.icmp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoesTest {

  /** That a wrong number is refused shows that the system reads the right ones. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void theSystemIsToldHowFarAnEchoMayGo(String address) {
    InetAddress loopback = InetAddress.ofLiteral(address);
    try (Echoes echoes = new Echoes()) {
      assumeThatCode(() -> echoes.send(loopback, 56, null, () -> {})).doesNotThrowAnyException();

      assertThatCode(() -> echoes.send(loopback, 56, 1, () -> {})).doesNotThrowAnyException();
      assertThatThrownBy(() -> echoes.send(loopback, 56, 4_000, () -> {}))
          .isInstanceOf(EchoRefusedException.class)
          .hasMessage("error 22");
    }
  }
}
