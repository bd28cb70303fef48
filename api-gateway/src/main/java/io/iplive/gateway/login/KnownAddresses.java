package io.iplive.gateway.login;

import io.iplive.gateway.account.AccountId;
import java.time.Instant;

/** Where accounts logged in from. */
public interface KnownAddresses {

  /** Whether the account logged in from there since then. */
  boolean knows(AccountId account, String address, Instant since);

  /** Notes a login; to the day is exact enough. */
  void seen(AccountId account, String address, Instant at);
}
