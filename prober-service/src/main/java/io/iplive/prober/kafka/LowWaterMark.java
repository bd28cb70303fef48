package io.iplive.prober.kafka;

import java.util.TreeSet;

/** Of one partition, the offset below which every job is done with. */
final class LowWaterMark {

  private final TreeSet<Long> unfinished = new TreeSet<>();
  private long next;

  /** Counts from the first offset taken. */
  LowWaterMark(long first) {
    next = first;
  }

  /** A job was read. */
  void taken(long offset) {
    unfinished.add(offset);
    next = offset + 1;
  }

  /** A job is done with. */
  void finished(long offset) {
    unfinished.remove(offset);
  }

  /** Where a restart must begin to read. */
  long offset() {
    return unfinished.isEmpty() ? next : unfinished.first();
  }
}
