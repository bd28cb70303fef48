package io.iplive.notifier.directory;

import io.iplive.notifier.maintenance.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the gateway last published, shared by all instances of the notifier. Every method throws
 * {@link StoreUnavailableException} when it cannot be read or written: try again.
 */
public interface Directory extends Subscriptions {

  /**
   * Takes changes, and how far the topics have been read, in one step. A version that is not newer
   * than the one held changes nothing.
   */
  void apply(List<DirectoryChange> changes, Collection<ReadPosition> positions);

  /** How far each partition has been read. */
  Collection<ReadPosition> positions();

  /** Active contacts, by account; accounts without any, or that are banned, are absent. */
  Map<Long, List<Contact>> contactsOfAccounts(Collection<Long> accountIds);

  /**
   * Active contacts by id; those deleted, not known, marked bad, or of accounts that are banned are
   * absent.
   */
  Map<Long, Contact> contacts(Collection<Long> contactIds);

  /** Apps by id; those not known, or of accounts that are banned, are absent. */
  Map<Long, App> apps(Collection<Long> appIds);

  /** Accounts by id; those not known are absent. */
  Map<Long, Account> accounts(Collection<Long> accountIds);

  /** Maintenances by target; targets without any are absent. */
  Map<Long, List<Window>> windows(Collection<Long> targetIds);

  /**
   * Remembers that a channel calls a contact's address impossible, until the contact has another.
   */
  void markBad(long contactId, String address);

  /** How far a partition of a directory topic has been read: the next offset. */
  record ReadPosition(String topic, int partition, long next) {}
}
