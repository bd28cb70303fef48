package io.iplive.gateway.account;

import io.iplive.gateway.account.AccountEvent.AccountCreated;
import java.time.Instant;
import java.util.Optional;

/** Records what happens to accounts, with read model and outbox, as one. */
public interface AccountJournal {

  /** A new account's id. */
  AccountId nextAccount();

  /** A new app's id. */
  AppId nextApp();

  /**
   * Records a new account.
   *
   * @return false when the name of the account or of an app is taken: nothing is recorded
   */
  boolean record(AccountCreated event, Instant at);

  /**
   * Decides a command on the newest state and records what happens.
   *
   * @return the account after it; empty when there is none of that id
   */
  Optional<Account> execute(AccountId account, AccountCommand command, Instant at);
}
