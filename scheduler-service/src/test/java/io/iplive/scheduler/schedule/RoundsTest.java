package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.NODES;
import static io.iplive.scheduler.schedule.Given.POLICY;
import static io.iplive.scheduler.schedule.Given.active;
import static io.iplive.scheduler.schedule.Given.failing;
import static io.iplive.scheduler.schedule.Given.monitor;
import static io.iplive.scheduler.schedule.Given.started;
import static io.iplive.scheduler.schedule.Given.timing;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.node.Asking;
import io.iplive.scheduler.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.300Z");
  private static final long ID = 7;

  private static ScheduleEvent.RoundOpened opened(ScheduleEvent event) {
    return (ScheduleEvent.RoundOpened) event;
  }

  private static List<Long> targets(ScheduleEvent event) {
    return opened(event).dues().stream().map(due -> due.target().id()).toList();
  }

  @Test
  void spreadsDuesFromTheFirstOnAndSaysHowLongItLasts() {
    Monitor monitor = started(active(ID, timing(60, 60), 1, 2, 3, 4), T0);
    Rounds.Slot slot = second(monitor);
    ScheduleEvent.RoundOpened round =
        opened(Rounds.open(monitor, slot.roundAt(), NODES, POLICY, slot.dueAt()));
    assertThat(round.dues())
        .extracting(due -> Duration.between(slot.dueAt(), due.at()).toMillis())
        .containsExactly(0L, 2_500L, 5_000L, 7_500L);
    assertThat(round.dues()).extracting(Due::position).containsExactly(0, 1, 2, 3);
    assertThat(round.lasts()).isEqualTo(Duration.ofMillis(7_500 + 1_000 + 1_000));
    assertThat(round.deadline()).isEqualTo(slot.dueAt().plus(round.lasts()).plusSeconds(1));
  }

  @Test
  void isDueWithinASecondOfItsWholeSecond() {
    Set<Long> fractions = new HashSet<>();
    for (long id = 1; id < 200; id++) {
      Rounds.Slot slot = second(started(active(id, timing(60, 60), 1), T0));
      long fraction = Duration.between(slot.roundAt(), slot.dueAt()).toMillis();
      assertThat(fraction).isBetween(0L, 999L);
      fractions.add(fraction);
    }
    assertThat(fractions).hasSizeGreaterThan(100);
  }

  @Test
  void opensUpToASecondLateAndSkipsAfterwards() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Slot slot = second(monitor);
    Instant late = slot.dueAt().plusSeconds(1);
    assertThat(Rounds.open(monitor, slot.roundAt(), NODES, POLICY, late))
        .isInstanceOf(ScheduleEvent.RoundOpened.class);
    assertThat(Rounds.open(monitor, slot.roundAt(), NODES, POLICY, late.plusMillis(1)))
        .isEqualTo(new ScheduleEvent.RoundSkipped(ID, slot.roundAt(), SkipReason.LATE, 1));
  }

  @Test
  void skipsAllThatPassedInAStandstillAtOnce() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Slot slot = second(monitor);
    Instant late = slot.dueAt().plusSeconds(185);
    assertThat(Rounds.open(monitor, slot.roundAt(), NODES, POLICY, late))
        .isEqualTo(
            new ScheduleEvent.RoundSkipped(
                ID, slot.roundAt().plusSeconds(180), SkipReason.LATE, 4));
  }

  @Test
  void skipsWhenNobodyCanBeAsked() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Slot slot = second(monitor);
    assertThat(Rounds.open(monitor, slot.roundAt(), List.of(), POLICY, slot.dueAt()))
        .isEqualTo(new ScheduleEvent.RoundSkipped(ID, slot.roundAt(), SkipReason.NO_NODES, 1));
  }

  @Test
  void anErrorSlotIsForFailingTargetsAndForTheOthersOnceAPeriod() {
    Instant anchor = gridSlot(300);
    Monitor slowed =
        monitor(
            Machine.repace(
                started(active(ID, timing(60, 20), 1, 2), T0),
                failing(ID, anchor, anchor, 2L),
                anchor));
    assertThat(targets(openAt(slowed, anchor.plusSeconds(20)))).containsExactly(2L);
    assertThat(targets(openAt(slowed, anchor.plusSeconds(40)))).containsExactly(2L);
    assertThat(targets(openAt(slowed, anchor.plusSeconds(60)))).containsExactly(1L, 2L);
    assertThat(opened(openAt(slowed, anchor.plusSeconds(20))).dues().getFirst().position())
        .isEqualTo(1);
  }

  @Test
  void othersJoinTheFirstErrorSlotAfterTheirOwnWhenTheGridsDiffer() {
    Instant anchor = gridSlot(300).plusSeconds(7);
    Monitor slowed =
        monitor(
            Machine.repace(
                started(active(ID, timing(60, 25), 1, 2), T0),
                failing(ID, anchor, anchor, 1L),
                anchor));
    // The others' slots lie 53, 113, 173 s after the anchor.
    for (long after : List.of(25L, 50L, 100L, 150L)) {
      assertThat(targets(openAt(slowed, anchor.plusSeconds(after)))).containsExactly(1L);
    }
    for (long after : List.of(75L, 125L, 175L)) {
      assertThat(targets(openAt(slowed, anchor.plusSeconds(after)))).containsExactly(1L, 2L);
    }
  }

  @Test
  void anErrorPeriodEqualToTheIntervalIsTheNormalGrid() {
    Instant anchor = gridSlot(300);
    Monitor slowed =
        monitor(
            Machine.repace(
                started(active(ID, timing(60, 60), 1, 2), T0),
                failing(ID, anchor, anchor, 2L),
                anchor));
    Instant next = Rounds.next(slowed, anchor, anchor.plusSeconds(3)).roundAt();
    assertThat(next).isEqualTo(anchor.plusSeconds(60));
    assertThat(targets(openAt(slowed, next))).containsExactly(1L, 2L);
  }

  @Test
  void nodesStayWhileAllIsWellAndRotateWhileFailing() {
    Monitor monitor = started(active(ID, timing(60, 20), 1), T0);
    Instant anchor = gridSlot(300);
    List<Node> well = opened(openAt(monitor, anchor)).asking().nodes();
    assertThat(opened(openAt(monitor, anchor.plusSeconds(60))).asking().nodes()).isEqualTo(well);
    Monitor slowed = monitor(Machine.repace(monitor, failing(ID, anchor, anchor, 1L), anchor));
    Set<List<Node>> asked = new HashSet<>();
    for (int k = 1; k <= 20; k++) {
      Asking asking = opened(openAt(slowed, anchor.plusSeconds(20L * k))).asking();
      assertThat(asking.nodes()).hasSize(3);
      asked.add(asking.nodes());
    }
    assertThat(asked).hasSizeGreaterThan(5);
  }

  @Test
  void aFirstRoundIsNotHeldOnABootMoreThanFiveSecondsLater() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Instant first = Rounds.next(monitor, null, T0).roundAt();
    Instant boot = T0.plusMillis(6_100);
    Rounds.Resumption resumption = Rounds.resume(monitor, T0.minusSeconds(60), boot);
    assertThat(resumption.events())
        .contains(new ScheduleEvent.RoundSkipped(ID, first, SkipReason.LATE, 1));
    assertThat(Rounds.next(monitor, resumption.newest(), boot).roundAt())
        .isAfterOrEqualTo(first.plusSeconds(30));
  }

  @Test
  void aRestartCountsMissedSlotsFromTheLastTickAndGoesOn() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Slot slot = second(monitor);
    Instant lastTick = slot.dueAt().plusMillis(200);
    Instant boot = slot.dueAt().plusSeconds(200);
    Rounds.Resumption resumption = Rounds.resume(monitor, lastTick, boot);
    Instant missed = slot.roundAt().plusSeconds(180);
    assertThat(resumption.events())
        .endsWith(new ScheduleEvent.RoundSkipped(ID, missed, SkipReason.LATE, 3));
    assertThat(Rounds.next(monitor, resumption.newest(), boot).roundAt())
        .isEqualTo(missed.plusSeconds(60));
  }

  @Test
  void aQuickRestartHoldsTheSlotThatFellInItAndSkipsNothing() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Slot slot = second(monitor);
    Instant boot = slot.dueAt().plusMillis(600);
    Rounds.Resumption resumption = Rounds.resume(monitor, slot.dueAt().minusMillis(300), boot);
    assertThat(resumption.events()).noneMatch(ScheduleEvent.RoundSkipped.class::isInstance);
    assertThat(Rounds.next(monitor, resumption.newest(), boot)).isEqualTo(slot);
  }

  @Test
  void aFirstBootMissesNothing() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    Rounds.Resumption resumption = Rounds.resume(monitor, null, T0.plusSeconds(100_000));
    assertThat(resumption.events())
        .singleElement()
        .isInstanceOf(ScheduleEvent.LifecycleChanged.class);
  }

  @Test
  void aRestartAnnouncesRecentFactsAgainButNotOldOnes() {
    Monitor monitor = started(active(ID, timing(60, 60), 1), T0);
    assertThat(Rounds.resume(monitor, T0.plusSeconds(100), T0.plusSeconds(105)).events())
        .anyMatch(ScheduleEvent.LifecycleChanged.class::isInstance);
    assertThat(Rounds.resume(monitor, T0.plusSeconds(300), T0.plusSeconds(305)).events())
        .noneMatch(ScheduleEvent.LifecycleChanged.class::isInstance);
  }

  private static ScheduleEvent openAt(Monitor monitor, Instant roundAt) {
    return Rounds.open(monitor, roundAt, NODES, POLICY, roundAt.plusMillis(999));
  }

  /** The first slot on the grid. */
  private static Rounds.Slot second(Monitor monitor) {
    Instant first = Rounds.next(monitor, null, T0).roundAt();
    return Rounds.next(monitor, first, first);
  }

  /** A slot of the 60 s grid some time after the start. */
  private static Instant gridSlot(long after) {
    long second = T0.getEpochSecond() + after;
    return Instant.ofEpochSecond(second - Math.floorMod(second - Series.phase(ID, 60), 60L));
  }
}
