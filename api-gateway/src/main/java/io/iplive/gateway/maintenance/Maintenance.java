package io.iplive.gateway.maintenance;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which outages of some tasks are expected.
 *
 * @param version of its stream in the journal, from 1
 * @param live false: deleted
 * @param name the owner's name for it; null: none
 */
public record Maintenance(
    MaintenanceId id,
    long version,
    AccountId account,
    boolean live,
    @Nullable String name,
    List<TargetId> tasks,
    Window window) {

  public Maintenance {
    tasks = List.copyOf(tasks);
  }

  /** The end of one that does not come again; null: it does. */
  public @Nullable Instant overAt() {
    return window.recurrence() instanceof Recurrence.Once
        ? window.startsAt().plus(window.length())
        : null;
  }

  Maintenance deleted() {
    return new Maintenance(id, version + 1, account, false, name, tasks, window);
  }
}
