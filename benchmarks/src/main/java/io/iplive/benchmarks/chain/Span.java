package io.iplive.benchmarks.chain;

import java.time.Duration;

/** A stretch of time, its end excluded; milliseconds of the epoch. */
record Span(long from, long to) {

  boolean holds(long millis) {
    return from <= millis && millis < to;
  }

  double seconds() {
    return (to - from) / 1e3;
  }

  /** How often something happens in it that happens once a period, whatever its phase. */
  long times(Duration period) {
    return (to - from) / period.toMillis();
  }
}
