package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.active;
import static io.iplive.scheduler.schedule.Given.failing;
import static io.iplive.scheduler.schedule.Given.monitor;
import static io.iplive.scheduler.schedule.Given.redefinition;
import static io.iplive.scheduler.schedule.Given.started;
import static io.iplive.scheduler.schedule.Given.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.monitor.Timing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SetbackTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.300Z");
  private static final Timing TIMING = timing(60, 20);

  @Test
  void halfAMinuteIsWaitedFor() {
    assertThat(Setback.isBetween(NOW, NOW.minusSeconds(30))).isFalse();
    assertThat(Setback.isBetween(NOW, NOW.minusMillis(30_001))).isTrue();
    assertThat(Setback.isBetween(NOW, NOW.plus(Duration.ofDays(1)))).isFalse();
  }

  @Test
  void slotsThatWereToFollowARoundOfTheFutureFollowNow() {
    Monitor changed = changedAfterARoundAt(NOW.plus(Duration.ofHours(2)));
    assertThat(Rounds.next(changed, null, NOW).roundAt()).isAfter(NOW.plusSeconds(7_000));
    Monitor mended = Setback.mended(changed, NOW);
    assertThat(Rounds.next(mended, null, NOW).roundAt()).isBefore(NOW.plusSeconds(61));
    assertThat(Setback.mended(mended, NOW)).isSameAs(mended);
  }

  @Test
  void slotsThatFollowARoundOfThePastStay() {
    Monitor changed = changedAfterARoundAt(NOW.minusSeconds(60));
    assertThat(Setback.mended(changed, NOW)).isSameAs(changed);
  }

  @Test
  void aMonitorThatWasStartedInTheFutureHasRoundsAndTakesPacesNow() {
    Instant ahead = NOW.plus(Duration.ofHours(2));
    Monitor mended = Setback.mended(started(active(7, TIMING, 1), ahead), NOW);
    assertThat(Rounds.next(mended, null, NOW).roundAt()).isBefore(NOW.plusSeconds(61));
    Instant failed = NOW.plusSeconds(60);
    assertThat(monitor(Machine.repace(mended, failing(7, failed, failed, 1L), failed)).pace())
        .isInstanceOf(Pace.Failing.class);
  }

  @Test
  void aDailyMonitorWithAWrongClockOrWithoutOneIsToldApart() {
    Timing daily = timing(86_400, 20);
    Monitor today = started(active(7, daily, 1), NOW);
    assertThat(Setback.mended(today, NOW)).isSameAs(today);
    Monitor tomorrow = started(active(7, daily, 1), NOW.plus(Duration.ofHours(1)));
    assertThat(Setback.mended(tomorrow, NOW).course().notBefore()).isEqualTo(NOW);
  }

  private static Monitor changedAfterARoundAt(Instant newest) {
    Monitor before = started(active(7, TIMING, 1), NOW.minusSeconds(600));
    return monitor(
        Machine.redefine(
            before, redefinition(active(7, TIMING, 1, 2), 2, NOW), null, newest, newest));
  }
}
