package io.iplive.verdict.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.iplive.verdict.Histories;
import io.iplive.verdict.Histories.Timed;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.round.Outcome;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All laws on random histories, {@code -Diplive.histories} of them from the seed {@code
 * -Diplive.seed} on. A failure names the law, the seed, and the shortest history found that still
 * breaks it.
 */
class HistoryLawsTest {

  private static final long HISTORIES = Long.getLong("iplive.histories", 20_000);
  private static final long FIRST = Long.getLong("iplive.seed", 1);

  @Test
  void everyLawHoldsForEveryHistory() {
    LongStream.range(FIRST, FIRST + HISTORIES).parallel().forEach(HistoryLawsTest::judge);
  }

  @Test
  void theHistoriesAreNotDull() {
    LongAdder opened = new LongAdder();
    LongAdder closed = new LongAdder();
    LongAdder cancelled = new LongAdder();
    LongAdder flapping = new LongAdder();
    LongAdder degraded = new LongAdder();
    for (long seed = 1; seed <= 600; seed++) {
      Taken taken = Taken.of(Histories.of(seed));
      for (OutageEvent event : taken.outages()) {
        (event instanceof OutageEvent.Opened ? opened : closed).increment();
      }
      flapping.add(taken.flapping().size());
      degraded.add(taken.degraded().size());
      cancelled.add(
          taken.closed().stream()
              .flatMap(round -> round.verdicts().stream())
              .filter(verdict -> verdict.outcome() == Outcome.CANCELLED)
              .count());
    }
    assertThat(opened.sum()).isGreaterThan(50);
    assertThat(closed.sum()).isGreaterThan(50);
    assertThat(cancelled.sum()).isGreaterThan(15);
    assertThat(flapping.sum()).isGreaterThan(3);
    assertThat(degraded.sum()).isGreaterThan(20);
  }

  @Test
  void whatBreaksALawIsMadeShort() {
    List<Timed> history = Histories.of(1);
    List<Timed> smallest =
        Shrinking.smallest(history, 2, rest -> rest.contains(history.get(3)) && rest.size() > 3);
    assertThat(smallest)
        .hasSize(4)
        .contains(history.get(3))
        .endsWith(history.get(history.size() - 2), history.getLast());
  }

  private static void judge(long seed) {
    List<Timed> history = Histories.of(seed);
    Taken taken = Taken.of(history);
    for (Law law : Law.values()) {
      if (law.broken(seed, history, taken) != null) {
        fail(report(law, seed, history));
      }
    }
  }

  private static String report(Law law, long seed, List<Timed> history) {
    List<Timed> smallest =
        Shrinking.smallest(
            history, Histories.CLOSING_TICKS, rest -> broken(law, seed, rest) != null);
    return "%s does not hold for seed %d: %s%n%d of its %d facts are enough:%n%s"
        .formatted(
            law,
            seed,
            broken(law, seed, smallest),
            smallest.size(),
            history.size(),
            smallest.stream()
                .limit(smallest.size() - Histories.CLOSING_TICKS)
                .map(timed -> "  %s %s".formatted(timed.now(), timed.fact()))
                .collect(Collectors.joining("\n")));
  }

  private static @Nullable Object broken(Law law, long seed, List<Timed> history) {
    return law.broken(seed, history, Taken.of(history));
  }
}
