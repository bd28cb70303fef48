package io.iplive.prober.net.icmp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoSocketTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int SEQUENCES = 1 << 16;
  private static final int MORE = 20_000;

  @Test
  void whileAllNumbersAreInUseAnEchoIsRefusedAtOnce() throws EchoRefusedException {
    assumeThatCode(() -> EchoSocket.open(Family.IPV4).close()).doesNotThrowAnyException();
    try (EchoSocket socket = EchoSocket.open(Family.IPV4)) {
      EchoSocket.Awaited first = socket.enlist(LOOPBACK, 56, () -> {});
      for (int n = 1; n < SEQUENCES; n++) {
        var _ = socket.enlist(LOOPBACK, 56, () -> {});
      }

      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            for (int n = 0; n < MORE; n++) {
              assertThatThrownBy(() -> socket.enlist(LOOPBACK, 56, () -> {}))
                  .isInstanceOf(EchoRefusedException.class);
            }
          });
      socket.forget(first);
      assertThatCode(() -> socket.enlist(LOOPBACK, 56, () -> {})).doesNotThrowAnyException();
      socket.forget(first);
      assertThatThrownBy(() -> socket.enlist(LOOPBACK, 56, () -> {}))
          .as("its number is another's now")
          .isInstanceOf(EchoRefusedException.class);
    }
  }
}
