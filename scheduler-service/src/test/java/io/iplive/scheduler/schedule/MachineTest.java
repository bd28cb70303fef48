package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.active;
import static io.iplive.scheduler.schedule.Given.definition;
import static io.iplive.scheduler.schedule.Given.failing;
import static io.iplive.scheduler.schedule.Given.monitor;
import static io.iplive.scheduler.schedule.Given.normal;
import static io.iplive.scheduler.schedule.Given.redefinition;
import static io.iplive.scheduler.schedule.Given.started;
import static io.iplive.scheduler.schedule.Given.target;
import static io.iplive.scheduler.schedule.Given.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.monitor.Activity;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.monitor.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MachineTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.300Z");
  private static final Timing TIMING = timing(60, 20);
  private static final long ID = 7;

  private static List<Change> changes(Step step) {
    return step.events().stream()
        .map(event -> ((ScheduleEvent.LifecycleChanged) event).fact().change())
        .toList();
  }

  private static List<Long> targets(Step step, int index) {
    return ((ScheduleEvent.LifecycleChanged) step.events().get(index))
        .targets().stream().map(Target::id).toList();
  }

  private static Step redefine(@Nullable Monitor monitor, Definition definition, long version) {
    Instant at = T0.plusSeconds(version);
    return Machine.redefine(monitor, redefinition(definition, version, at), null, null, at);
  }

  @Nested
  class ADefinition {

    @Test
    void startsAMonitorWithAllItsTargets() {
      Step step = redefine(null, active(ID, TIMING, 1, 2), 1);
      assertThat(changes(step)).containsExactly(Change.STARTED);
      assertThat(targets(step, 0)).containsExactly(1L, 2L);
    }

    @Test
    void firstComesToARoundOffTheGridWithinFiveSeconds() {
      for (long id = 1; id < 500; id++) {
        Monitor monitor = started(active(id, TIMING, 1), T0);
        Instant first = Rounds.next(monitor, null, T0).dueAt();
        assertThat(first).isBetween(T0.plusMillis(1_000), T0.plusSeconds(5));
      }
    }

    @Test
    void comesToTheGridHalfAPeriodAfterItsFirstRound() {
      for (long id = 1; id < 500; id++) {
        Monitor monitor = started(active(id, TIMING, 1), T0);
        Instant first = Rounds.next(monitor, null, T0).roundAt();
        Instant second = Rounds.next(monitor, first, first).roundAt();
        assertThat(second).isBetween(first.plusSeconds(30), first.plusSeconds(89));
        assertThat(second.getEpochSecond() % 60).isEqualTo(Series.phase(id, 60));
      }
    }

    @Test
    void isDroppedUnlessNewer() {
      Monitor monitor = monitor(redefine(null, active(ID, TIMING, 1), 5));
      assertThat(redefine(monitor, active(ID, TIMING, 2), 5)).isEqualTo(Step.unchanged(monitor));
      assertThat(redefine(monitor, active(ID, TIMING, 2), 4)).isEqualTo(Step.unchanged(monitor));
    }

    @Test
    void ofAHigherEpochIsNewerWhateverItsVersion() {
      Monitor monitor = monitor(redefine(null, active(ID, TIMING, 1), 5));
      Redefinition restored = new Redefinition(active(ID, TIMING, 1), new Version(2, 1), T0);
      Step step = Machine.redefine(monitor, restored, null, null, T0);
      assertThat(monitor(step).version()).isEqualTo(new Version(2, 1));
      assertThat(changes(step)).containsExactly(Change.CHANGED);
    }

    @Test
    void thatPausesIsAnnouncedAndHasNoRounds() {
      Step step =
          redefine(
              started(active(ID, TIMING, 1), T0),
              definition(ID, Activity.PAUSED, TIMING, target(1)),
              2);
      assertThat(changes(step)).containsExactly(Change.PAUSED);
      assertThat(monitor(step).definition().active()).isFalse();
    }

    @Test
    void thatResumesStartsAgainWithAFirstRound() {
      Monitor paused =
          monitor(
              redefine(
                  started(active(ID, TIMING, 1), T0),
                  definition(ID, Activity.PAUSED, TIMING, target(1)),
                  2));
      Step step = redefine(paused, active(ID, TIMING, 1), 30);
      assertThat(changes(step)).containsExactly(Change.STARTED);
      assertThat(monitor(step).startedAs()).isEqualTo(new Version(1, 30));
      Instant at = T0.plusSeconds(30);
      assertThat(Rounds.next(monitor(step), null, at).dueAt()).isBefore(at.plusSeconds(5));
    }

    @Test
    void thatStopsNamesTheTargetsThereWere() {
      Step step =
          redefine(
              started(active(ID, TIMING, 1, 2), T0),
              definition(ID, Activity.STOPPED, TIMING, target(1), target(2)),
              2);
      assertThat(changes(step)).containsExactly(Change.STOPPED);
      assertThat(targets(step, 0)).containsExactly(1L, 2L);
    }

    @Test
    void thatStopsAnUnknownMonitorIsAnnouncedToo() {
      Step step = redefine(null, definition(ID, Activity.STOPPED, TIMING, target(1)), 2);
      assertThat(changes(step)).containsExactly(Change.STOPPED);
    }

    @Test
    void withoutATargetRemovesIt() {
      Step step = redefine(started(active(ID, TIMING, 1, 2), T0), active(ID, TIMING, 2), 2);
      assertThat(changes(step)).containsExactly(Change.TARGETS_REMOVED);
      assertThat(targets(step, 0)).containsExactly(1L);
    }

    @Test
    void withAnotherAddressMovesTheTarget() {
      Target moved = new Target(1, 10, "198.51.100.1", 2);
      Definition next = definition(ID, Activity.ACTIVE, TIMING, moved, target(2));
      Step step = redefine(started(active(ID, TIMING, 1, 2), T0), next, 2);
      assertThat(changes(step)).containsExactly(Change.TARGETS_MOVED);
      assertThat(((ScheduleEvent.LifecycleChanged) step.events().getFirst()).targets())
          .containsExactly(moved);
    }

    @Test
    void thatRemovesMovesAndAddsSaysAllThree() {
      Target moved = new Target(2, 20, "198.51.100.1", 2);
      Definition next = definition(ID, Activity.ACTIVE, TIMING, moved, target(3));
      Step step = redefine(started(active(ID, TIMING, 1, 2), T0), next, 2);
      assertThat(changes(step))
          .containsExactly(Change.TARGETS_REMOVED, Change.TARGETS_MOVED, Change.CHANGED);
      assertThat(targets(step, 2)).containsExactly(2L, 3L);
    }

    @Test
    void withANewRecordHasAFirstRoundThatDoesNotOverlapTheRoundInProgress() {
      Monitor monitor = started(active(ID, timing(30, 30), 1), T0);
      Instant newest = T0.truncatedTo(ChronoUnit.SECONDS).plusSeconds(299);
      Instant at = T0.plusSeconds(300);
      Step step =
          Machine.redefine(
              monitor, redefinition(active(ID, timing(30, 30), 1, 2), 2, at), null, newest, at);
      Instant next = Rounds.next(monitor(step), newest, at).roundAt();
      assertThat(next).isEqualTo(newest.plusSeconds(timing(30, 30).spanSeconds()));
    }

    @Test
    void thatOnlyRenamesLeavesTheGridAlone() {
      Monitor monitor = started(active(ID, TIMING, 1), T0);
      Step step = redefine(monitor, active(ID, TIMING, 1), 2);
      assertThat(changes(step)).containsExactly(Change.CHANGED);
      assertThat(monitor(step).course()).isEqualTo(monitor.course());
    }

    @Test
    void withoutTheFailingTargetIsBackToNormal() {
      Instant anchor = Instant.parse("2026-01-01T00:01:00Z");
      Monitor monitor = started(active(ID, TIMING, 1, 2), T0);
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
      Step step = redefine(slowed, active(ID, TIMING, 2), 90);
      assertThat(monitor(step).pace()).isEqualTo(new Pace.Normal(T0.plusSeconds(90)));
    }

    @Test
    void keepsRecentFactsForARestartAndForgetsOldOnes() {
      Monitor monitor = started(active(ID, TIMING, 1), T0);
      Monitor soon = monitor(redefine(monitor, active(ID, TIMING, 1, 2), 2));
      assertThat(soon.facts()).hasSize(2);
      Monitor later = monitor(redefine(soon, active(ID, TIMING, 1), 1_000));
      assertThat(later.facts()).extracting(Fact::change).containsExactly(Change.TARGETS_REMOVED);
    }

    @Test
    void ofManyRecordsAgainAndAgainKeepsTheNewestFactsOnly() {
      Monitor monitor = started(active(ID, TIMING, 1), T0);
      for (int version = 2; version < 40; version++) {
        long[] targets = LongStream.range(1_000L * version, 1_000L * version + 1_000).toArray();
        monitor = monitor(redefine(monitor, active(ID, TIMING, targets), version));
      }
      assertThat(monitor.facts().stream().mapToInt(fact -> fact.targets().size()).sum())
          .isEqualTo(2_000);
      assertThat(monitor.facts().getLast().version().number()).isEqualTo(39);
    }
  }

  @Nested
  class APace {

    private final Instant anchor = Instant.parse("2026-01-01T00:01:07Z");
    private final Monitor monitor = started(active(ID, TIMING, 1, 2), T0);

    @Test
    void ofFailurePutsSlotsOnTheAnchor() {
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
      Instant next = Rounds.next(slowed, anchor, anchor.plusSeconds(2)).roundAt();
      assertThat(next).isEqualTo(anchor.plusSeconds(20));
    }

    @Test
    void thatGrowsKeepsTheAnchorAndTheSlots() {
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
      Instant later = anchor.plusSeconds(20);
      Monitor worse = monitor(Machine.repace(slowed, failing(ID, anchor, later, 1L, 2L), later));
      assertThat(worse.course()).isEqualTo(slowed.course());
      assertThat(Rounds.next(worse, later, later).roundAt()).isEqualTo(anchor.plusSeconds(40));
    }

    @Test
    void thatComesLateDoesNotOverlapTheNewestRound() {
      Instant newest = anchor.plusSeconds(79);
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), newest));
      Instant next = Rounds.next(slowed, newest, newest).roundAt();
      assertThat(next).isEqualTo(anchor.plusSeconds(100));
    }

    @Test
    void backToNormalComesToTheGridHalfAPeriodLater() {
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
      Instant good = anchor.plusSeconds(40);
      Monitor well = monitor(Machine.repace(slowed, normal(ID, good), good));
      Instant next = Rounds.next(well, good, good.plusSeconds(2)).roundAt();
      assertThat(next).isBetween(good.plusSeconds(30), good.plusSeconds(89));
      assertThat(next.getEpochSecond() % 60).isEqualTo(Series.phase(ID, 60));
    }

    @Test
    void olderThanTheOneInForceIsDropped() {
      Instant later = anchor.plusSeconds(20);
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, later, 1L), later));
      assertThat(Machine.repace(slowed, normal(ID, anchor), later))
          .isEqualTo(Step.unchanged(slowed));
    }

    @Test
    void ofARoundThatWasOpenWhenARecordWasRemovedCounts() {
      Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
      Instant open = anchor.plusSeconds(20);
      Instant edit = anchor.plusSeconds(21);
      Monitor edited =
          monitor(
              Machine.redefine(
                  slowed, redefinition(active(ID, TIMING, 2), 2, edit), null, null, edit));
      assertThat(edited.pace()).isInstanceOf(Pace.Normal.class);
      assertThat(monitor(Machine.repace(edited, failing(ID, open, open, 2L), open)).pace())
          .isInstanceOf(Pace.Failing.class);
    }

    @Test
    void ofBeforeTheLastStartIsDropped() {
      Monitor paused =
          monitor(redefine(monitor, definition(ID, Activity.PAUSED, TIMING, target(1)), 2));
      Monitor resumed = monitor(redefine(paused, active(ID, TIMING, 1), 3));
      assertThat(Machine.repace(resumed, failing(ID, anchor, anchor, 1L), null))
          .isEqualTo(Step.unchanged(resumed));
    }

    @Test
    void ofAnOlderDefinitionSinceTheStartCounts() {
      Monitor renamed = monitor(redefine(monitor, active(ID, TIMING, 1, 2), 2));
      assertThat(monitor(Machine.repace(renamed, failing(ID, anchor, anchor, 1L), anchor)).pace())
          .isInstanceOf(Pace.Failing.class);
    }

    @Test
    void ofTargetsThatAreGoneIsNormal() {
      assertThat(monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 9L), anchor)).pace())
          .isEqualTo(new Pace.Normal(anchor));
    }

    @Test
    void ofAnUnknownOrPausedMonitorIsDropped() {
      assertThat(Machine.repace(null, normal(ID, anchor), null)).isEqualTo(Step.unchanged(null));
      Monitor paused =
          monitor(redefine(monitor, definition(ID, Activity.PAUSED, TIMING, target(1)), 2));
      assertThat(Machine.repace(paused, failing(ID, anchor, anchor, 1L), null))
          .isEqualTo(Step.unchanged(paused));
    }

    @Test
    void readTwiceChangesNothing() {
      Repacing event = failing(ID, anchor, anchor, 1L);
      Monitor slowed = monitor(Machine.repace(monitor, event, anchor));
      assertThat(Machine.repace(slowed, event, anchor.plusSeconds(40)))
          .isEqualTo(Step.unchanged(slowed));
    }
  }
}
