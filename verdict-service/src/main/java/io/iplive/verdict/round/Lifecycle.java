package io.iplive.verdict.round;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a monitor, in order with its rounds.
 *
 * @param accountVersion of the account's event that suspended it or ended that; 0: none
 * @param suspension of SUSPENDED: why
 * @param commandAt when the command was taken: outages closed by it end then
 * @param targets of STARTED, CHANGED, PAUSED, SUSPENDED, STOPPED all that the monitor has; else
 *     those removed or moved
 */
public record Lifecycle(
    Kind kind,
    long monitor,
    Version version,
    long accountVersion,
    @Nullable Suspension suspension,
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
    TARGETS_MOVED,
    SUSPENDED
  }

  /** Why an account is suspended. */
  public enum Suspension {
    BALANCE,
    OPERATOR
  }

  /** A target the fact speaks of, with its address after the fact. */
  public record Target(long id, long record, long addressVersion) {}

  public Lifecycle {
    targets = List.copyOf(targets);
  }
}
