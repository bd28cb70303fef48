package io.iplive.verdict.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of a partition that comes and goes. */
class VerdictMetersTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final VerdictMeters meters = new VerdictMeters(new SimpleMeterRegistry(), () -> now);

  @Test
  void aPartitionThatWasTakenOverIsAsFarBehindAsItWasRead() {
    meters.assigned(3, START.minusSeconds(40));
    assertThat(meters.behind()).isEqualTo(Duration.ofSeconds(40));
    assertThat(meters.ticksAge()).isZero();
  }

  @Test
  void oneThatIsLostToAFaultAgainAndAgainDoesNotLookAsIfTicksCame() {
    meters.assigned(3, START);
    for (int fault = 0; fault < 5; fault++) {
      now = now.plusSeconds(9);
      meters.released(3);
      meters.assigned(3, START);
    }
    assertThat(meters.ticksAge()).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void oneThatWasElsewhereMeanwhileBeginsAnew() {
    meters.assigned(3, START);
    meters.released(3);
    now = now.plusSeconds(61);
    meters.assigned(3, now);
    assertThat(meters.ticksAge()).isZero();
  }
}
