package io.iplive.verdict.kafka.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoursTest {

  private static final Instant ONE = Instant.parse("2026-01-01T01:00:00Z");
  private static final Instant TWO = Instant.parse("2026-01-01T02:00:00Z");

  private final Hours hours = new Hours();
  private final Map<Long, Instant> dues = new HashMap<>();

  @Test
  void aMonitorWhoseHourEndsLaterThanItsEntryIsAskedAgain() {
    set(7, ONE);
    set(7, TWO);
    assertThat(hours.poll(ONE, dues::get)).isNull();
    assertThat(hours.poll(TWO, dues::get)).isEqualTo(7L);
    assertThat(hours.poll(TWO, dues::get)).isNull();
  }

  @Test
  void anEarlierEndIsNotMissed() {
    set(7, TWO);
    set(8, TWO);
    set(7, ONE);
    assertThat(hours.poll(ONE, dues::get)).isEqualTo(7L);
    set(7, TWO);
    assertThat(hours.poll(TWO, dues::get)).isEqualTo(7L);
    assertThat(hours.poll(TWO, dues::get)).isEqualTo(8L);
    assertThat(hours.poll(TWO, dues::get)).isNull();
  }

  @Test
  void aMonitorThatIsOverNeverComes() {
    set(7, ONE);
    hours.cancel(7);
    dues.remove(7L);
    assertThat(hours.poll(TWO, dues::get)).isNull();
  }

  private void set(long monitor, Instant due) {
    dues.put(monitor, due);
    hours.set(monitor, due);
  }
}
