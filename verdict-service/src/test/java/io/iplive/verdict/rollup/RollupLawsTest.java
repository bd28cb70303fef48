package io.iplive.verdict.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every history; a failure names the seed of the one that broke it. */
class RollupLawsTest {

  private static final long HISTORIES = 200;

  @Test
  void theHoursAreWhatOutagesAndRoundsSayOfEverySecond() {
    forAll(seed -> {
      Lifetime life = Lifetime.of(seed);
      Map<Instant, Times> hours = new HashMap<>();
      for (Rollup rollup : life.rollups()) {
        hours.put(rollup.hour(), rollup.times());
      }
      assertThat(hours).as("seed %d", seed).isEqualTo(seconds(life));
    });
  }

  @Test
  void theFiveTimesAddUpToTheTimeThatPassed() {
    forAll(seed -> {
      Lifetime life = Lifetime.of(seed);
      for (Rollup rollup : life.rollups()) {
        Instant from = rollup.hour().isAfter(life.start()) ? rollup.hour() : life.start();
        assertThat(Duration.between(from, rollup.through()).toMillis())
            .as("seed %d, %s", seed, rollup)
            .isEqualTo(rollup.times().sum());
      }
    });
  }

  @Test
  void anHourIsToldForGoodOnceAndNeverAgain() {
    forAll(seed -> {
      Map<Instant, Boolean> complete = new HashMap<>();
      for (Rollup rollup : Lifetime.of(seed).rollups()) {
        assertThat(complete.put(rollup.hour(), rollup.complete()))
            .as("seed %d", seed)
            .isNotEqualTo(true);
      }
      assertThat(complete).as("seed %d", seed).doesNotContainValue(false);
    });
  }

  @Test
  void everyConclusiveCheckAndEveryOutageIsInItsHour() {
    forAll(seed -> {
      Lifetime life = Lifetime.of(seed);
      Map<Instant, List<Integer>> told = new HashMap<>();
      for (Rollup rollup : life.rollups()) {
        told.put(rollup.hour(), List.of(rollup.checks(), rollup.checksDown(), rollup.outages()));
      }
      Map<Instant, List<Integer>> counted = new HashMap<>();
      told.keySet().forEach(hour -> counted.put(hour, List.of(0, 0, 0)));
      for (RoundEvent.Closed round : life.rounds()) {
        for (Verdict verdict : round.verdicts()) {
          switch (verdict.outcome()) {
            case UP -> add(counted, round.round().at(), 1, 0, 0);
            case DOWN -> add(counted, round.round().at(), 1, 1, 0);
            case INCONCLUSIVE, CANCELLED -> {}
          }
        }
      }
      life.outages().stream()
          .filter(event -> event instanceof OutageEvent.Opened)
          .forEach(event -> add(counted, event.outage().since(), 0, 0, 1));
      assertThat(told).as("seed %d", seed).isEqualTo(counted);
    });
  }

  @Test
  void theHistoriesAreNotDull() {
    long outages = 0;
    Times all = Times.NONE;
    int mostHours = 0;
    for (long seed = 1; seed <= 100; seed++) {
      Lifetime life = Lifetime.of(seed);
      outages += life.outages().size();
      Map<Instant, Times> hours = seconds(life);
      mostHours = Math.max(mostHours, hours.size());
      for (Times times : hours.values()) {
        all =
            new Times(
                all.up() + times.up() / 1_000,
                all.down() + times.down() / 1_000,
                all.inconclusive() + times.inconclusive() / 1_000,
                all.unmonitored() + times.unmonitored() / 1_000,
                all.paused() + times.paused() / 1_000);
      }
    }
    assertThat(outages).isGreaterThan(200);
    assertThat(mostHours).isGreaterThan(5);
    assertThat(List.of(all.up(), all.down(), all.inconclusive(), all.unmonitored(), all.paused()))
        .allSatisfy(seconds -> assertThat(seconds).isGreaterThan(5_000));
  }

  /** The same, second by second, from what was seen and from the outages that came of it. */
  private static Map<Instant, Times> seconds(Lifetime life) {
    Map<Instant, Times> hours = new HashMap<>();
    List<Lifetime.Seen> seen = life.seen();
    NavigableMap<Instant, Instant> outages = closedOutages(life);
    for (int i = 0; i + 1 < seen.size(); i++) {
      Instant from = seen.get(i).at();
      Instant to = seen.get(i + 1).at();
      boolean gap = to.isAfter(from.plus(Rounds.POLICY.staleAfter()));
      Span span = gap && seen.get(i).ofRound() ? Span.UNMONITORED : seen.get(i).span();
      for (Instant at = from; at.isBefore(to); at = at.plusSeconds(1)) {
        Map.Entry<Instant, Instant> outage = outages.floorEntry(at);
        Span then = outage != null && at.isBefore(outage.getValue()) ? Span.DOWN : span;
        Instant hour = Hour.start(Hour.of(at));
        hours.put(hour, hours.getOrDefault(hour, Times.NONE).with(then, 1_000));
      }
    }
    return hours;
  }

  private static NavigableMap<Instant, Instant> closedOutages(Lifetime life) {
    NavigableMap<Instant, Instant> outages = new TreeMap<>();
    for (OutageEvent event : life.outages()) {
      if (event instanceof OutageEvent.Closed closed) {
        outages.put(closed.outage().since(), closed.closedAt());
      }
    }
    return outages;
  }

  private static void add(
      Map<Instant, List<Integer>> counts, Instant at, int checks, int down, int outages) {
    counts.merge(
        Hour.start(Hour.of(at)),
        new ArrayList<>(List.of(checks, down, outages)),
        (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1), a.get(2) + b.get(2)));
  }

  private static void forAll(LongConsumer law) {
    LongStream.rangeClosed(1, HISTORIES).forEach(law);
  }
}
