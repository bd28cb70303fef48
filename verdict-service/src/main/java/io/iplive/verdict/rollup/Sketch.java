package io.iplive.verdict.rollup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Response times of good checks in logarithmic buckets: bucket i counts times in (1.1^(i-1), 1.1^i]
 * milliseconds, bucket 0 those up to 1 ms. Held as pairs, because a target's times lie close
 * together and there is one of these a target.
 */
public final class Sketch {

  public static final Sketch EMPTY = new Sketch(0, new int[0]);

  private static final double GROWTH = 1.1;

  /** Past an hour, longer than any probe may take. */
  private static final int BUCKETS = 160;

  private static final double[] BOUNDS = bounds();

  private final long sumMillis;

  /** Bucket, count, bucket, count ..., ascending by bucket. */
  private final int[] pairs;

  private Sketch(long sumMillis, int[] pairs) {
    this.sumMillis = sumMillis;
    this.pairs = pairs;
  }

  /** The sketch that {@link #sumMillis()} and {@link #pairs()} were taken from. */
  public static Sketch of(long sumMillis, List<Integer> pairs) {
    return new Sketch(sumMillis, pairs.stream().mapToInt(Integer::intValue).toArray());
  }

  private static double[] bounds() {
    double[] bounds = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      bounds[i] = Math.pow(GROWTH, i);
    }
    return bounds;
  }

  /** Which bucket counts a time. */
  static int bucket(int millis) {
    int at = Arrays.binarySearch(BOUNDS, millis);
    return Math.min(at < 0 ? -at - 1 : at, BUCKETS - 1);
  }

  /** With one more time. */
  Sketch with(int millis) {
    int bucket = bucket(millis);
    int at = 0;
    while (at < pairs.length && pairs[at] < bucket) {
      at += 2;
    }
    if (at < pairs.length && pairs[at] == bucket) {
      int[] counted = pairs.clone();
      counted[at + 1]++;
      return new Sketch(sumMillis + millis, counted);
    }
    int[] more = new int[pairs.length + 2];
    System.arraycopy(pairs, 0, more, 0, at);
    more[at] = bucket;
    more[at + 1] = 1;
    System.arraycopy(pairs, at, more, at + 2, pairs.length - at);
    return new Sketch(sumMillis + millis, more);
  }

  /** How many times were counted. */
  public long count() {
    long count = 0;
    for (int i = 1; i < pairs.length; i += 2) {
      count += pairs[i];
    }
    return count;
  }

  public long sumMillis() {
    return sumMillis;
  }

  /** Bucket, count, bucket, count ..., ascending by bucket. */
  public List<Integer> pairs() {
    return Arrays.stream(pairs).boxed().toList();
  }

  /** Counts by bucket from 0 on, trailing zeros left out. */
  public List<Long> buckets() {
    List<Long> buckets = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      while (buckets.size() < pairs[i]) {
        buckets.add(0L);
      }
      buckets.add((long) pairs[i + 1]);
    }
    return buckets;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sketch sketch
        && sumMillis == sketch.sumMillis
        && Arrays.equals(pairs, sketch.pairs);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sumMillis) * 31 + Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    return sumMillis + Arrays.toString(pairs);
  }
}
