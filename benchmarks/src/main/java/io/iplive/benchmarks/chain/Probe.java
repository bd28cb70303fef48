package io.iplive.benchmarks.chain;

/**
 * What a record of {@code probe-results.v1} says of one probe; times are milliseconds of the epoch.
 *
 * @param roundAt a whole second
 * @param up false: the prober could not run it, or found its target down
 */
record Probe(
    long monitorId,
    long targetId,
    long roundAt,
    long dueAt,
    long startedAt,
    long finishedAt,
    boolean up) {

  Round round() {
    return new Round(monitorId, roundAt);
  }
}
