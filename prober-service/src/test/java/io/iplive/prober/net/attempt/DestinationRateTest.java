package io.iplive.prober.net.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationRateTest {

  private static final long SECOND = 1_000_000_000;
  private static final InetAddress TARGET = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

  @Test
  void soManyProbesASecondGoToOneAddress() {
    DestinationRate rate = new DestinationRate(3);
    assertThat(admitted(rate, TARGET, 10 * SECOND, 10)).isEqualTo(3);
    assertThat(admitted(rate, OTHER, 10 * SECOND, 2)).isEqualTo(2);
    assertThat(admitted(rate, TARGET, 11 * SECOND, 10)).isEqualTo(3);
  }

  @Test
  void noneIsNoBoundAndThisMachineIsNobodyElses() {
    assertThat(admitted(new DestinationRate(0), TARGET, 0, 10)).isEqualTo(10);
    assertThat(admitted(new DestinationRate(1), InetAddress.ofLiteral("127.0.0.1"), 0, 10))
        .isEqualTo(10);
  }

  private static long admitted(DestinationRate rate, InetAddress address, long nanos, int probes) {
    return IntStream.range(0, probes).filter(_ -> rate.admits(address, nanos)).count();
  }
}
