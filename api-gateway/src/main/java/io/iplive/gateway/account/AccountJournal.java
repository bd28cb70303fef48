package io.iplive.gateway.account;

import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.ContactCreated;
import java.time.Instant;

/** Records what happens to accounts and contacts, with read model and outbox, as one. */
public interface AccountJournal {

  /** A new account's id. */
  AccountId nextAccount();

  /** A new app's id. */
  AppId nextApp();

  /** A new contact's id. */
  ContactId nextContact();

  /**
   * Records a new account.
   *
   * @return false when the name of the account or of an app is taken: nothing is recorded
   */
  boolean record(AccountCreated event, Instant at);

  /** Records a new contact. */
  void record(ContactCreated event, Instant at);
}
