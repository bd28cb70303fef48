package io.iplive.benchmarks.chain;

/**
 * One round of a monitor.
 *
 * @param roundAt milliseconds of the epoch
 */
record Round(long monitorId, long roundAt) {}
