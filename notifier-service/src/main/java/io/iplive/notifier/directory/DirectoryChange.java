package io.iplive.notifier.directory;

/** A change of the directory, in the order of its topic. */
public sealed interface DirectoryChange {

  record MonitorChanged(Monitor monitor) implements DirectoryChange {}

  record MonitorGone(long monitorId) implements DirectoryChange {}

  record AccountChanged(Account account) implements DirectoryChange {}

  record AccountGone(long accountId) implements DirectoryChange {}

  record ContactChanged(Contact contact) implements DirectoryChange {}

  record ContactGone(long contactId) implements DirectoryChange {}
}
