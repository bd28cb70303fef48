package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.login.KnownAddresses;
import java.time.Instant;
import java.time.ZoneOffset;

/** Logins in PostgreSQL, so that every replica knows them; at most one row changed a day. */
public final class JdbiKnownAddresses implements KnownAddresses {

  private static final String KNOWS =
      """
      select exists (select from login_address
        where account_id = :account and address = :address and seen_at >= :since)
      """;

  private static final String SEEN =
      """
      insert into login_address (account_id, address, seen_at) values (:account, :address, :at)
      on conflict (account_id, address) do update set seen_at = excluded.seen_at
      where login_address.seen_at < excluded.seen_at - interval '1 day'
      """;

  private final Database database;

  /** Known addresses. */
  public JdbiKnownAddresses(Database database) {
    this.database = database;
  }

  @Override
  public boolean knows(AccountId account, String address, Instant since) {
    return database.with(handle ->
        handle
            .createQuery(KNOWS)
            .bind("account", account.value())
            .bind("address", address)
            .bind("since", since.atOffset(ZoneOffset.UTC))
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public void seen(AccountId account, String address, Instant at) {
    database.write(handle ->
        handle
            .createUpdate(SEEN)
            .bind("account", account.value())
            .bind("address", address)
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }
}
