package io.iplive.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.history.RollupFact.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Instant HOUR = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theContractsExample() {
    Times times = new Times(3_180_000, 420_000, 0, 0, 0);
    assertThat(Summary.uptime(times)).hasToString("Optional[88.3333]");
  }

  @Test
  void uptimeIsNeverRoundedOverAnOutageAndIsUnknownWithoutTimeUpOrDown() {
    assertThat(Summary.uptime(new Times(3_599_999_999L, 1, 0, 0, 0)))
        .hasToString("Optional[99.9999]");
    assertThat(Summary.uptime(new Times(1, 0, 7, 7, 7))).hasToString("Optional[100.0000]");
    assertThat(Summary.uptime(new Times(0, 0, 5, 6, 7))).isEmpty();
  }

  @Test
  void withoutGoodChecksThereIsNoResponseTime() {
    assertThat(Summary.of(List.of())).isEqualTo(new Summary(Times.NONE, 0, null, null));
  }

  @Test
  void p95IsWithinATenthOfTheTruthWhateverTheTimesAndHoweverTheyAreSpreadOverHours() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<Integer> all = new ArrayList<>();
      List<RollupFact> hours = new ArrayList<>();
      for (int hour = 0; hour < 1 + random.nextInt(5); hour++) {
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(60); i++) {
          times.add(2 + (int) Math.abs(random.nextGaussian() * 300));
        }
        all.addAll(times);
        hours.add(hour(times));
      }
      Collections.sort(all);
      int truth = all.get((int) Math.ceil(all.size() * 0.95) - 1);
      Summary summary = Summary.of(hours);
      assertThat(summary.p95()).as("seed %d", seed).isBetween(truth, (int) (truth * 1.1) + 1);
      long sum = all.stream().mapToLong(Integer::longValue).sum();
      assertThat(summary.mean())
          .as("seed %d", seed)
          .isEqualTo(Math.round((double) sum / all.size()));
      assertThat(summary.checks()).as("seed %d", seed).isEqualTo(all.size());
    }
  }

  private static RollupFact hour(List<Integer> times) {
    List<Long> buckets = new ArrayList<>();
    for (int time : times) {
      int bucket = (int) Math.ceil(Math.log(time) / Math.log(1.1) - 1e-9);
      while (buckets.size() <= bucket) {
        buckets.add(0L);
      }
      buckets.set(bucket, buckets.get(bucket) + 1);
    }
    long sum = times.stream().mapToLong(Integer::longValue).sum();
    return new RollupFact(1, 2, HOUR, HOUR, false, Times.NONE, times.size(), 0, 0, sum, buckets);
  }
}
