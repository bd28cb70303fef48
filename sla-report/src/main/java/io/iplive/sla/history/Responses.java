package io.iplive.sla.history;

import java.util.Arrays;
import java.util.List;

/**
 * Response times in the buckets of rollups.v1: bucket i counts times in (1.1^(i-1), 1.1^i]
 * milliseconds, bucket 0 those up to 1 ms. This is a DDSketch of a relative accuracy of 1/21; to
 * merge two is to add their buckets.
 */
public final class Responses {

  private static final double GROWTH = 1.1;

  /** Past an hour, longer than any probe may take. */
  private static final int BUCKETS = 160;

  private static final double[] BOUNDS = bounds();

  private long[] counts = new long[0];
  private long count;
  private long sumMillis;

  private static double[] bounds() {
    double[] bounds = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      bounds[i] = Math.pow(GROWTH, i);
    }
    return bounds;
  }

  private static int bucket(double millis) {
    int at = Arrays.binarySearch(BOUNDS, millis);
    return Math.min(at < 0 ? -at - 1 : at, BUCKETS - 1);
  }

  public void add(double millis) {
    add(bucket(millis), 1);
    sumMillis += Math.round(millis);
  }

  /** Those of a sketch of rollups.v1. */
  public void add(long sum, List<Long> buckets) {
    for (int i = 0; i < buckets.size(); i++) {
      long counted = buckets.get(i);
      if (counted != 0) {
        add(i, counted);
      }
    }
    sumMillis += sum;
  }

  public void add(Responses other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] != 0) {
        add(i, other.counts[i]);
      }
    }
    sumMillis += other.sumMillis;
  }

  private void add(int bucket, long counted) {
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket + 1);
    }
    counts[bucket] += counted;
    count += counted;
  }

  public long count() {
    return count;
  }

  /** Rounded; of at least one. */
  public long mean() {
    return (2 * sumMillis + count) / (2 * count);
  }

  /**
   * What so many of 100 did not pass, of at least one: the bound of its bucket, so within a tenth.
   */
  public long percentile(int percent) {
    long rank = Math.max(1, Math.ceilDiv(count * percent, 100L));
    long passed = 0;
    int bucket = 0;
    while (passed + counts[bucket] < rank) {
      passed += counts[bucket];
      bucket++;
    }
    return Math.round(BOUNDS[bucket]);
  }
}
