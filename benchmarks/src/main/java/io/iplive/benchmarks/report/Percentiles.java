package io.iplive.benchmarks.report;

import org.HdrHistogram.Histogram;

/** How lengths of time are spread, in milliseconds. */
public final class Percentiles {

  /** What stands for a length without an end, and the longest that is told apart. */
  public static final long NEVER_MILLIS = 60_000;

  private static final int DIGITS = 3;

  private final Histogram histogram;

  public Percentiles() {
    this(new Histogram(NEVER_MILLIS, DIGITS));
  }

  private Percentiles(Histogram histogram) {
    this.histogram = histogram;
  }

  /** The same lengths, to which others may be added. */
  public Percentiles copy() {
    return new Percentiles(histogram.copy());
  }

  /** Adds one; before zero counts as zero: two clocks, or one that was read too coarsely. */
  public void add(long millis) {
    histogram.recordValue(Math.clamp(millis, 0, NEVER_MILLIS));
  }

  /** Adds so many that never came. */
  public void addNever(long count) {
    if (count > 0) {
      histogram.recordValueWithCount(NEVER_MILLIS, count);
    }
  }

  public long count() {
    return histogram.getTotalCount();
  }

  public long p50() {
    return at(50);
  }

  public long p90() {
    return at(90);
  }

  public long p99() {
    return at(99);
  }

  public long max() {
    return at(100);
  }

  private long at(double percentile) {
    return Math.min(histogram.getValueAtPercentile(percentile), NEVER_MILLIS);
  }
}
