package io.iplive.scheduler.schedule;

import static io.iplive.scheduler.schedule.Given.active;
import static io.iplive.scheduler.schedule.Given.failing;
import static io.iplive.scheduler.schedule.Given.normal;
import static io.iplive.scheduler.schedule.Given.redefinition;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.scheduler.monitor.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every history; each is drawn from its seed. */
class ScheduleLawsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySlotIsOpenedOnceWhileTheSchedulerStands(long seed) {
    Random random = new Random(seed);
    Timing timing = timing(random);
    long id = random.nextInt(100_000);
    Simulation simulation = new Simulation(START.plusMillis(random.nextInt(100_000)));
    simulation.redefine(redefinition(active(id, timing, 1, 2, 3), 1, simulation.now));
    simulation.runFor(Duration.ofMinutes(20));
    List<Long> opened = seconds(simulation.opened);
    long grid = opened.get(1);
    List<Long> expected = new ArrayList<>(List.of(opened.getFirst()));
    for (int k = 0; k < opened.size() - 1; k++) {
      expected.add(grid + (long) k * timing.periodSeconds());
    }
    assertThat(opened).isEqualTo(expected);
    assertThat(Math.floorMod(grid, timing.periodSeconds()))
        .isEqualTo((int) Series.phase(id, timing.periodSeconds()));
    assertThat(simulation.skipped).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverRestartsTheSameRoundsAreOpenedOrSkipped(long seed) {
    Random random = new Random(seed);
    Timing timing = timing(random);
    long id = random.nextInt(100_000);
    Instant start = START.plusMillis(random.nextInt(100_000));
    Simulation steady = new Simulation(start);
    Simulation shaky = new Simulation(start);
    for (Simulation each : List.of(steady, shaky)) {
      each.redefine(redefinition(active(id, timing, 1, 2), 1, start));
    }
    while (steady.now.isBefore(start.plusSeconds(3_000))) {
      Duration run = Duration.ofMillis(random.nextInt(90_000));
      Duration pause = Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(120_000) : 400);
      shaky.runFor(run);
      shaky.restartAfter(pause);
      steady.runFor(Duration.between(steady.now, shaky.now));
    }
    Set<Long> all = new TreeSet<>(seconds(steady.opened));
    Set<Long> opened = new TreeSet<>(seconds(shaky.opened));
    assertThat(all).containsAll(opened);
    int skipped = shaky.skipped.stream().mapToInt(ScheduleEvent.RoundSkipped::slots).sum();
    // Up to a second before a stop is counted again: the last tick may be that old.
    assertThat(opened.size() + skipped).isGreaterThanOrEqualTo(all.size() - 1);
    assertThat(shaky.skipped).allMatch(skip -> all.contains(skip.roundAt().getEpochSecond()));
    assertThat(skipped).isLessThanOrEqualTo(all.size() - opened.size() + shaky.skipped.size());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void roundsOfAMonitorNeverOverlapAndAreNeverLate(long seed) {
    Random random = new Random(seed);
    Simulation simulation = history(random);
    List<ScheduleEvent.RoundOpened> rounds = simulation.opened;
    for (int i = 1; i < rounds.size(); i++) {
      ScheduleEvent.RoundOpened before = rounds.get(i - 1);
      ScheduleEvent.RoundOpened round = rounds.get(i);
      if (round.roundAt().equals(before.roundAt())) {
        continue; // The same round, opened anew after a restart.
      }
      Instant over = before.lastDue().plusSeconds(1).plus(longestProbe(before));
      assertThat(round.firstDue()).as("%s after %s", round, before).isAfterOrEqualTo(over);
    }
    assertThat(simulation.lateness).allMatch(late -> late.compareTo(Duration.ofSeconds(1)) <= 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void duesLieWithinTheSpreadAndTheDeadlineBehindThem(long seed) {
    Simulation simulation = history(new Random(seed));
    for (ScheduleEvent.RoundOpened round : simulation.opened) {
      Duration between = Duration.between(round.firstDue(), round.lastDue());
      Duration spread = round.definition().timing().spread();
      assertThat(between).isBetween(Duration.ZERO, spread);
      assertThat(round.lasts()).isEqualTo(between.plusSeconds(1).plus(longestProbe(round)));
      assertThat(round.deadline()).isAfterOrEqualTo(round.lastDue().plus(longestProbe(round)));
      assertThat(round.firstDue()).isBetween(round.roundAt(), round.roundAt().plusMillis(999));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void errorSlotsLieOnTheirAnchorWhateverHappens(long seed) {
    Random random = new Random(seed);
    Timing timing = timing(random);
    long id = random.nextInt(100_000);
    Simulation simulation = new Simulation(START.plusMillis(random.nextInt(100_000)));
    simulation.redefine(redefinition(active(id, timing, 1, 2, 3), 1, simulation.now));
    simulation.runFor(Duration.ofSeconds(2L * timing.periodSeconds() + 5));
    Instant anchor = simulation.opened.getLast().roundAt();
    simulation.repace(failing(id, anchor, anchor, 1L));
    int before = simulation.opened.size();
    for (int i = 0; i < 10; i++) {
      simulation.runFor(Duration.ofMillis(random.nextInt(60_000)));
      Instant newest = simulation.opened.getLast().roundAt();
      Long[] targets = random.nextBoolean() ? new Long[] {1L, 2L} : new Long[] {2L};
      simulation.repace(failing(id, anchor, newest, targets));
      if (random.nextInt(3) == 0) {
        simulation.restartAfter(Duration.ofMillis(random.nextInt(30_000)));
      }
    }
    assertThat(simulation.opened.subList(before, simulation.opened.size()))
        .isNotEmpty()
        .allSatisfy(round -> {
          long after = round.roundAt().getEpochSecond() - anchor.getEpochSecond();
          assertThat(after % timing.errorPeriodSeconds()).isZero();
          assertThat(round.failing()).isTrue();
          assertThat(round.dues()).anyMatch(due -> due.target().id() <= 2);
        });
  }

  /** Definitions, paces and restarts in any order. */
  private static Simulation history(Random random) {
    Timing timing = timing(random);
    long id = random.nextInt(100_000);
    Simulation simulation = new Simulation(START.plusMillis(random.nextInt(100_000)));
    simulation.redefine(redefinition(active(id, timing, 1, 2, 3), 1, simulation.now));
    simulation.runFor(Duration.ofSeconds(10));
    for (int version = 2; version < 40; version++) {
      simulation.runFor(Duration.ofMillis(random.nextInt(90_000)));
      Instant newest = simulation.opened.getLast().roundAt();
      switch (random.nextInt(5)) {
        case 0 -> simulation.repace(failing(id, newest, newest, 1L + random.nextInt(3)));
        case 1 -> simulation.repace(normal(id, newest));
        case 2 ->
            simulation.redefine(
                redefinition(active(id, timing, targets(random)), version, simulation.now));
        case 3 -> simulation.restartAfter(Duration.ofMillis(random.nextInt(20_000)));
        default -> simulation.repace(failing(id, newest, newest, 1L, 2L, 3L));
      }
    }
    return simulation;
  }

  private static long[] targets(Random random) {
    return LongStream.rangeClosed(1, 1 + random.nextInt(5)).toArray();
  }

  private static Timing timing(Random random) {
    int error = 5 + random.nextInt(20);
    int period = error + random.nextInt(4) * random.nextInt(40);
    int retries = random.nextInt(2);
    int longest = (error - 2) * 1_000 / (retries + 1);
    return new Timing(period, error, 1_000 + random.nextInt(longest - 999), retries);
  }

  private static Duration longestProbe(ScheduleEvent.RoundOpened round) {
    return round.definition().timing().longestProbe();
  }

  private static List<Long> seconds(List<ScheduleEvent.RoundOpened> rounds) {
    return rounds.stream()
        .map(round -> round.roundAt().getEpochSecond())
        .collect(Collectors.toList());
  }
}
