package io.iplive.sla.history;

import java.util.List;

/**
 * A target's hour as rollups.v1 sums it up.
 *
 * @param hour its start
 * @param through up to where its time is counted
 * @param complete whether no later one of that hour follows
 */
public record Rolled(
    long monitor,
    long target,
    long record,
    long hour,
    long through,
    boolean complete,
    long up,
    long down,
    long inconclusive,
    long unmonitored,
    long paused,
    int checks,
    int checksDown,
    long responseMillis,
    List<Long> buckets) {

  /** Where the time that is counted begins. */
  long start() {
    return through - up - down - inconclusive - unmonitored - paused;
  }
}
