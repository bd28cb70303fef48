package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change, kept with the monitor until its announcement is sure to be on the broker: the state and
 * the announcement are not written in one transaction.
 *
 * @param change what happened
 * @param version of the definition that made it so
 * @param commandAt when the command was taken
 * @param recordedAt when the scheduler learnt of it
 * @param targets those removed (as they were) or moved (as they are); empty: all of the monitor
 * @param standing of the account, whose change this is; null: the monitor's own
 */
public record Fact(
    Change change,
    Version version,
    Instant commandAt,
    Instant recordedAt,
    List<Target> targets,
    @Nullable Standing standing) {

  /** Copies the list. */
  public Fact {
    targets = List.copyOf(targets);
  }
}
