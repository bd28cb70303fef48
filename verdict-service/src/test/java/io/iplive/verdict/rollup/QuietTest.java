package io.iplive.verdict.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.round.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuietTest {

  private static final int TARGETS = 100;
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  private Monitor monitor = Monitor.fresh(Rounds.MONITOR, Rounds.at(0));
  private Instant now = Rounds.at(0);

  @Test
  void twoDaysOfAHundredTargetsAreToldInPieces() {
    long[] targets = LongStream.range(101, 101 + TARGETS).toArray();
    Lifecycle started = Rounds.fact(Lifecycle.Kind.STARTED, 1, now, targets);
    take(new Fact.Changed(started));
    now = now.plus(Duration.ofDays(2)).plusSeconds(200);
    List<Rollup> told = new ArrayList<>();
    int steps = 0;
    while (isDue(monitor.hourDue())) {
      List<Rollup> piece = take(new Fact.TimePassed());
      assertThat(piece).hasSizeBetween(1, Quiet.TOLD_AT_ONCE);
      told.addAll(piece);
      steps++;
    }
    assertThat(steps).isEqualTo(-Math.floorDiv(-48 * TARGETS, Quiet.TOLD_AT_ONCE));
    assertThat(told).hasSize(48 * TARGETS).allMatch(Rollup::complete);
    assertThat(told)
        .extracting(rollup -> rollup.target() + "@" + rollup.hour())
        .doesNotHaveDuplicates();
  }

  @Test
  void hoursBeforeARoundThatIsOpenDoNotWaitForIt() {
    take(new Fact.Changed(Rounds.fact(Lifecycle.Kind.STARTED, 1, now, 101)));
    int slot = 5 * 60 + 30;
    now = Rounds.at(slot);
    take(new Fact.Opened(Rounds.opened(slot, 1, 3, 2)));
    assertThat(isDue(monitor.hourDue())).isTrue();
    assertThat(take(new Fact.TimePassed())).hasSize(5).allMatch(Rollup::complete);
    assertThat(isDue(monitor.hourDue())).isFalse();
  }

  @Test
  void aMonitorThatIsToldAnewHasItsTimeCountedFromThenOn() {
    Instant created = now;
    now = now.plus(Duration.ofDays(400)).plusSeconds(600);
    Instant told = now;
    take(new Fact.Changed(Rounds.fact(Lifecycle.Kind.STARTED, 1, created, 101)));
    assertThat(isDue(monitor.hourDue())).isFalse();
    now = now.plus(Duration.ofHours(1));
    assertThat(take(new Fact.TimePassed()))
        .singleElement()
        .satisfies(hour -> {
          assertThat(hour.hour()).isBefore(told);
          assertThat(hour.times().unmonitored())
              .isEqualTo((int) Duration.between(told, hour.through()).toMillis());
        });
  }

  private boolean isDue(@Nullable Instant due) {
    return due != null && !due.isAfter(now);
  }

  private List<Rollup> take(Fact fact) {
    MonitorMachine.Step step = MonitorMachine.step(monitor, fact, TopicTime.heard(now), LIMITS);
    monitor = step.next();
    List<Rollup> told = new ArrayList<>();
    for (Output output : step.outputs()) {
      if (output instanceof Output.OfRollup(Rollup rollup)) {
        told.add(rollup);
      }
    }
    return told;
  }
}
