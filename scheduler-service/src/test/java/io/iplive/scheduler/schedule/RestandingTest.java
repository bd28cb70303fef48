package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.active;
import static io.iplive.scheduler.schedule.Given.definition;
import static io.iplive.scheduler.schedule.Given.failing;
import static io.iplive.scheduler.schedule.Given.monitor;
import static io.iplive.scheduler.schedule.Given.redefinition;
import static io.iplive.scheduler.schedule.Given.started;
import static io.iplive.scheduler.schedule.Given.target;
import static io.iplive.scheduler.schedule.Given.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Standing.Reason;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.schedule.ScheduleEvent.LifecycleChanged;
import io.iplive.scheduler.schedule.ScheduleEvent.RoundSkipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestandingTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.300Z");
  private static final Timing TIMING = timing(60, 20);
  private static final long ID = 7;

  private static Standing good(long version, Instant at) {
    return new Standing.Good(new Version(1, version), at);
  }

  private static Standing suspended(long version, Instant at, Reason reason) {
    return new Standing.Suspended(new Version(1, version), at, reason);
  }

  private static Fact fact(ScheduleEvent event) {
    return ((LifecycleChanged) event).fact();
  }

  @Test
  void aSuspendedMonitorDoesNotRunAndSaysSoWithAllItsTargets() {
    Instant at = T0.plusSeconds(100);
    Standing broke = suspended(5, at, Reason.BALANCE);
    Step step = Restanding.restand(started(active(ID, TIMING, 1, 2), T0), broke, null, at);
    assertThat(monitor(step).running()).isFalse();
    assertThat(step.events())
        .singleElement()
        .isInstanceOfSatisfying(
            LifecycleChanged.class,
            event -> {
              assertThat(event.fact().change()).isEqualTo(Change.SUSPENDED);
              assertThat(event.fact().standing()).isEqualTo(broke);
              assertThat(event.fact().commandAt()).isEqualTo(at);
              assertThat(event.targets()).hasSize(2);
            });
  }

  @Test
  void aResumedMonitorStartsAtOnceAndCountsWhatItMissed() {
    Instant from = T0.plusSeconds(100);
    Instant to = from.plus(Duration.ofHours(1));
    Monitor monitor =
        monitor(
            Restanding.restand(
                started(active(ID, TIMING, 1), T0),
                suspended(5, from, Reason.OPERATOR),
                null,
                from));
    Step step = Restanding.restand(monitor, good(6, to), null, to);
    assertThat(step.events().getFirst())
        .isInstanceOfSatisfying(
            RoundSkipped.class,
            skipped -> {
              assertThat(skipped.reason()).isEqualTo(SkipReason.SUSPENDED);
              assertThat(skipped.slots()).isEqualTo(60);
            });
    assertThat(fact(step.events().getLast()).change()).isEqualTo(Change.STARTED);
    assertThat(fact(step.events().getLast()).standing()).isEqualTo(good(6, to));
    assertThat(Rounds.next(monitor(step), null, to).dueAt())
        .isBetween(to.plusSeconds(1), to.plusSeconds(5));
  }

  @Test
  void whatIsNotNewerOrChangesNothingIsNotStored() {
    Monitor monitor = started(active(ID, TIMING, 1), T0);
    assertThat(Restanding.restand(monitor, good(4, T0), null, T0).next()).isSameAs(monitor);
    Monitor broke =
        monitor(Restanding.restand(monitor, suspended(5, T0, Reason.BALANCE), null, T0));
    assertThat(Restanding.restand(broke, good(4, T0), null, T0).next()).isSameAs(broke);
    assertThat(Restanding.restand(broke, suspended(5, T0, Reason.BALANCE), null, T0).next())
        .isSameAs(broke);
    Step again = Restanding.restand(broke, suspended(6, T0, Reason.OPERATOR), null, T0);
    assertThat(again.events()).isEmpty();
    assertThat(monitor(again).running()).isFalse();
  }

  @Test
  void aPausedMonitorIsNotStartedByItsAccount() {
    Monitor paused = started(definition(ID, Activity.PAUSED, TIMING, target(1)), T0);
    Step step = Restanding.restand(paused, suspended(5, T0, Reason.BALANCE), null, T0);
    Step resumed = Restanding.restand(monitor(step), good(6, T0), null, T0);
    assertThat(step.events()).isEmpty();
    assertThat(resumed.events()).isEmpty();
    assertThat(monitor(resumed).running()).isFalse();
  }

  @Test
  void aMonitorMadeUnderASuspendedAccountIsSuspendedFromItsStart() {
    Standing broke = suspended(5, T0, Reason.BALANCE);
    Instant at = T0.plusSeconds(1);
    Step step = Machine.redefine(null, redefinition(active(ID, TIMING, 1), 1, at), broke, null, at);
    assertThat(fact(step.events().getFirst()).change()).isEqualTo(Change.SUSPENDED);
    assertThat(fact(step.events().getFirst()).standing()).isEqualTo(broke);
    assertThat(monitor(step).running()).isFalse();
    Step resumed = Restanding.restand(monitor(step), good(6, at), null, at);
    assertThat(fact(resumed.events().getLast()).change()).isEqualTo(Change.STARTED);
  }

  @Test
  void aPaceOfBeforeTheSuspensionIsVoid() {
    Monitor monitor = started(active(ID, TIMING, 1), T0);
    Instant at = T0.plusSeconds(100);
    Monitor broke =
        monitor(Restanding.restand(monitor, suspended(5, at, Reason.BALANCE), null, at));
    Instant anchor = Instant.ofEpochSecond(at.getEpochSecond() - 20);
    Repacing late = failing(ID, anchor, anchor, 1L);
    assertThat(Machine.repace(broke, late, null).next()).isSameAs(broke);
    Instant then = at.plusSeconds(100);
    Monitor resumed = monitor(Restanding.restand(broke, good(6, then), null, then));
    assertThat(Machine.repace(resumed, late, null).next()).isSameAs(resumed);
  }

  @Test
  void noRoundOpensWhileSuspendedWhateverHappens() {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Simulation simulation = new Simulation(T0.plusMillis(random.nextInt(100_000)));
      simulation.redefine(redefinition(active(ID, TIMING, 1, 2), 1, simulation.now));
      simulation.runFor(Duration.ofSeconds(90));
      long version = 1;
      for (int i = 0; i < 6; i++) {
        simulation.restand(suspended(++version, simulation.now, Reason.BALANCE));
        int before = simulation.opened.size();
        simulation.runFor(Duration.ofMillis(random.nextInt(200_000)));
        if (random.nextBoolean()) {
          simulation.restartAfter(Duration.ofMillis(random.nextInt(20_000)));
        }
        simulation.redefine(
            redefinition(
                active(ID, timing(50 + random.nextInt(20), 20), 1), 2 + i, simulation.now));
        simulation.runFor(Duration.ofMillis(random.nextInt(100_000)));
        assertThat(simulation.opened).as("seed %d", seed).hasSize(before);
        simulation.restand(good(++version, simulation.now));
        simulation.runFor(Duration.ofMillis(5_500));
        assertThat(simulation.opened).as("seed %d", seed).hasSize(before + 1);
        simulation.runFor(Duration.ofMillis(random.nextInt(200_000)));
      }
      assertThat(simulation.skipped)
          .as("seed %d", seed)
          .extracting(RoundSkipped::reason)
          .isSubsetOf(List.of(SkipReason.BALANCE));
    }
  }
}
