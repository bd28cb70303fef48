package io.iplive.scheduler.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ClockOffset offset = new ClockOffset();

  @Test
  void isThatOfTheHeartbeatThatWasQuickest() {
    saw(3_000, 0);
    saw(2_010, 1);
    saw(2_500, 2);
    assertThat(offset.estimate(NOW.plusSeconds(3))).isEqualTo(Duration.ofMillis(2_010));
  }

  @Test
  void isNegativeWhenThisClockIsBehind() {
    saw(-900, 0);
    saw(5, 1);
    assertThat(offset.estimate(NOW.plusSeconds(1))).isEqualTo(Duration.ofMillis(-900));
  }

  @Test
  void isNotKnownOnceNothingWasReadForHalfAMinute() {
    assertThat(offset.estimate(NOW)).isNull();
    saw(10, 0);
    assertThat(offset.estimate(NOW.plusSeconds(20))).isEqualTo(Duration.ofMillis(10));
    assertThat(offset.estimate(NOW.plusSeconds(50))).isNull();
  }

  @Test
  void followsAClockThatIsSetRight() {
    saw(5_000, 0);
    saw(4, 14);
    saw(5, 20);
    assertThat(offset.estimate(NOW.plusSeconds(21))).isEqualTo(Duration.ofMillis(4));
    saw(6, 36);
    assertThat(offset.estimate(NOW.plusSeconds(36))).isEqualTo(Duration.ofMillis(5));
  }

  /** A record that was read so long after it was appended, by the two clocks. */
  private void saw(long millis, int second) {
    Instant now = NOW.plusSeconds(second);
    offset.saw(now.minusMillis(millis), now);
  }
}
