package io.iplive.notifier.directory;

import java.time.Instant;

/** A change of the directory, in the order of its topic. */
public sealed interface DirectoryChange {

  record MonitorChanged(Monitor monitor) implements DirectoryChange {}

  record MonitorGone(long monitorId) implements DirectoryChange {}

  /** An account as it is since then. */
  record AccountChanged(Account account, Instant at) implements DirectoryChange {}

  record AccountGone(long accountId) implements DirectoryChange {}

  record ContactChanged(Contact contact) implements DirectoryChange {}

  record ContactGone(long contactId) implements DirectoryChange {}

  record MaintenanceChanged(Maintenance maintenance) implements DirectoryChange {}

  record MaintenanceGone(long maintenanceId) implements DirectoryChange {}
}
