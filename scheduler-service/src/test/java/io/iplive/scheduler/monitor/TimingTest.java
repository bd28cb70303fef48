package io.iplive.scheduler.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {

  @ParameterizedTest(name = "interval {0} s, error {1} s, timeout {2} ms, {3} retries")
  @CsvSource({
    // half the interval, ten seconds, or the room that a probe leaves: whatever is least
    "10, 10, 1000, 0, 5000, 8",
    "60, 60, 3000, 0, 10000, 15",
    "60, 10, 3000, 0, 5000, 10",
    "5, 5, 3000, 0, 0, 5",
    "10, 10, 1500, 2, 3500, 10",
    // what the gateway refuses does no harm either
    "5, 5, 9000, 0, 0, 11",
  })
  void spreadsTargetsOverTheRoomThereIs(
      int period, int error, int timeout, int retries, long spread, long span) {
    Timing timing = new Timing(period, error, timeout, retries);
    assertThat(timing.spread()).isEqualTo(Duration.ofMillis(spread));
    assertThat(timing.spanSeconds()).isEqualTo(span);
  }

  @Test
  void theLongestProbeIsOfAllItsAttempts() {
    assertThat(new Timing(60, 60, 3_000, 2).longestProbe()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void refusesAnErrorIntervalAboveTheNormalOne() {
    assertThatThrownBy(() -> new Timing(10, 11, 1_000, 0))
        .hasMessage("errorPeriodSeconds=11, allowed 1..10");
  }
}
