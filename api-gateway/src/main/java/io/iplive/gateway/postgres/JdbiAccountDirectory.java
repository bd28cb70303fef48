package io.iplive.gateway.postgres;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.account.SecretHash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts, apps and contacts of the read model. */
public final class JdbiAccountDirectory implements AccountDirectory {

  private static final String APP =
      """
      select app.account_id, app.app_id, app.has_callback
      from app_token join app using (app_id)
      where app_token.hash = :hash and app.name = :name
      """;

  private static final String CONTACTS =
      "select contact_id from contact where account_id = :account and contact_id = any(:ids)";

  private final Database database;

  /** The directory of accounts. */
  public JdbiAccountDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Access> app(String appName, SecretHash token) {
    return database.with(handle ->
        handle
            .createQuery(APP)
            .bind("hash", token.text())
            .bind("name", appName)
            .map((row, _) ->
                new Access(
                    new Owner(new AccountId(row.getLong(1)), new AppId(row.getLong(2)), appName),
                    row.getBoolean(3)))
            .findOne());
  }

  @Override
  public Optional<AccountId> account(String name) {
    return database.with(handle ->
        handle
            .createQuery("select account_id from account where name = :name")
            .bind("name", name)
            .map((row, _) -> new AccountId(row.getLong(1)))
            .findOne());
  }

  @Override
  public Set<ContactId> contacts(AccountId account, List<ContactId> ids) {
    return database.with(handle ->
        handle
            .createQuery(CONTACTS)
            .bind("account", account.value())
            .bindArray("ids", Long.class, ids.stream().map(ContactId::value).toList())
            .map((row, _) -> new ContactId(row.getLong(1)))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
