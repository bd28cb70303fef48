package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.report.Percentiles;
import java.util.BitSet;

/** Jobs that are due within one period: each monitor has exactly one, wherever its phase lies. */
final class Dues {

  private final int monitors;
  private final long from;
  private final long to;
  private final BitSet seen;
  private final Percentiles lateness = new Percentiles();
  private long repeats;

  /**
   * Of a period.
   *
   * @param monitors how many; ids from 1
   * @param from its begin, in milliseconds of the epoch
   * @param to its end, excluded
   */
  Dues(int monitors, long from, long to) {
    this.monitors = monitors;
    this.from = from;
    this.to = to;
    this.seen = new BitSet(monitors + 1);
  }

  /** A job that the broker took down then, by its own clock. */
  synchronized void saw(long monitorId, long dueAt, long appendedAt) {
    if (dueAt < from || dueAt >= to) {
      return;
    }
    int monitor = Math.toIntExact(monitorId);
    if (monitor < 1 || monitor > monitors) {
      throw new IllegalArgumentException("Nobody defined monitor " + monitorId);
    }
    if (seen.get(monitor)) {
      repeats++;
    } else {
      seen.set(monitor);
      lateness.add(appendedAt - dueAt);
    }
  }

  /** How many monitors had their job. */
  synchronized int seen() {
    return seen.cardinality();
  }

  /** How many jobs were a monitor's second. */
  synchronized long repeats() {
    return repeats;
  }

  /** Of the jobs that came; a monitor without one is late for ever. */
  synchronized Percentiles lateness() {
    Percentiles all = lateness.copy();
    all.addNever(monitors - seen.cardinality());
    return all;
  }
}
