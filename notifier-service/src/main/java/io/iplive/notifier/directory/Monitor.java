package io.iplive.notifier.directory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries need to know of a monitor.
 *
 * @param active false while paused and once stopped
 * @param appId its app of the iplive API; null for a task
 * @param groupId the caller's id in that app; null for a task
 * @param contacts told about its outages; null: the account's default contacts
 * @param sendRecovery whether contacts hear of recovery
 */
public record Monitor(
    long monitorId,
    Version version,
    long accountId,
    @Nullable Long appId,
    @Nullable Long groupId,
    boolean active,
    @Nullable List<Long> contacts,
    boolean sendRecovery) {

  public Monitor {
    contacts = contacts == null ? null : List.copyOf(contacts);
  }
}
