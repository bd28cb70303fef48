package io.iplive.gateway.explain;

import java.time.Duration;
import java.time.Instant;

/**
 * What the journal says of a monitor, a group or a task.
 *
 * @param changedAt when its newest event was recorded
 * @param targets how many addresses it has
 * @param published whether its newest event has left for Kafka
 */
public record Definition(
    long monitorId,
    long accountId,
    State state,
    int epoch,
    long version,
    Instant changedAt,
    Duration period,
    Duration errorPeriod,
    int numError,
    int numOk,
    int level,
    int targets,
    boolean published) {

  /** Whether rounds are wanted. */
  public enum State {
    ACTIVE,
    PAUSED,
    STOPPED
  }
}
