package io.iplive.gateway.history;

import io.iplive.gateway.history.RollupFact.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What some hours came to together.
 *
 * @param mean of the response times of good checks, milliseconds; null: there were none
 * @param p95 what 95 of 100 of them did not pass, within a tenth; null: there were none
 */
public record Summary(Times times, int checks, @Nullable Integer mean, @Nullable Integer p95) {

  private static final double GROWTH = 1.1;
  private static final int PLACES = 4;

  /** Of these hours. */
  public static Summary of(List<RollupFact> hours) {
    Times times = Times.NONE;
    int checks = 0;
    long responseMillis = 0;
    List<Long> buckets = new ArrayList<>();
    for (RollupFact hour : hours) {
      times = times.plus(hour.millis());
      checks += hour.checks();
      responseMillis += hour.responseMillis();
      for (int i = 0; i < hour.buckets().size(); i++) {
        if (i == buckets.size()) {
          buckets.add(0L);
        }
        buckets.set(i, buckets.get(i) + hour.buckets().get(i));
      }
    }
    long count = buckets.stream().mapToLong(Long::longValue).sum();
    return count == 0
        ? new Summary(times, checks, null, null)
        : new Summary(
            times, checks, Math.toIntExact(rounded(responseMillis, count)), p95(buckets, count));
  }

  /**
   * Time up of the time up or down, percent, rounded down: no outage disappears. Empty: it was
   * neither.
   */
  public static Optional<BigDecimal> uptime(Times times) {
    long known = times.up() + times.down();
    return known == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(times.up())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(known), PLACES, RoundingMode.DOWN));
  }

  private static long rounded(long sum, long count) {
    return (2 * sum + count) / (2 * count);
  }

  /** The upper bound of the bucket it is in. */
  private static int p95(List<Long> buckets, long count) {
    long rank = Math.ceilDiv(count * 95, 100L);
    long passed = 0;
    int bucket = 0;
    while (passed + buckets.get(bucket) < rank) {
      passed += buckets.get(bucket);
      bucket++;
    }
    return Math.toIntExact(Math.round(Math.pow(GROWTH, bucket)));
  }
}
