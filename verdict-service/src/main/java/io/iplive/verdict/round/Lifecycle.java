package io.iplive.verdict.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A change of a monitor, in order with its rounds.
 *
 * @param commandAt when the command was taken: outages closed by it end then
 * @param targets of STARTED, CHANGED, PAUSED, STOPPED all that the monitor has; else those removed
 *     or moved
 */
public record Lifecycle(
    Kind kind,
    long monitor,
    Version version,
    Owner owner,
    Instant commandAt,
    List<Target> targets,
    Duration period,
    Duration errorPeriod) {

  /** What happened. STARTED: created or resumed. */
  public enum Kind {
    STARTED,
    CHANGED,
    PAUSED,
    STOPPED,
    TARGETS_REMOVED,
    TARGETS_MOVED
  }

  /** A target the fact speaks of, with its address after the fact. */
  public record Target(long id, long record, long addressVersion) {}

  public Lifecycle {
    targets = List.copyOf(targets);
  }
}
