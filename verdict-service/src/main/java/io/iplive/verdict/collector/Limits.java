package io.iplive.verdict.collector;

import java.time.Duration;

/**
 * Settings of the collector.
 *
 * @param grace added to how long a round lasts
 * @param earlyKept how long an answer waits for its round to be opened
 * @param earlyPerNode how many such answers of one node a partition keeps
 */
public record Limits(Duration grace, Duration earlyKept, int earlyPerNode) {}
