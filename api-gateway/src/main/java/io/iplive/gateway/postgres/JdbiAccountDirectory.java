package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.SecretHash;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Accounts, apps and contacts of the read model. */
public final class JdbiAccountDirectory implements AccountDirectory {

  private static final String APP =
      """
      select app.account_id, app.app_id, app.has_callback, app.allowed
      from app_token join app using (app_id)
      where app_token.hash = :hash and app.name = :name
      """;

  private static final String APP_BY_NAME =
      """
      select account_id, app_id, has_callback, allowed from app join account using (account_id)
      where app.name = :name and standing <> 'DELETED'
      """;

  private static final String LOGIN =
      "select account_id, account.name, password, standing, test from account ";

  private static final String BY_TOKEN =
      LOGIN + "join app using (account_id) join app_token using (app_id) where hash = :hash";

  private static final String WHOLE =
      "select version, definition from account where standing <> 'DELETED' ";

  private static final String CONTACTS =
      """
      select contact_id from contact
      where account_id = :account and contact_id = any(:ids) and live
      """;

  private static final String PRESETS =
      """
      select contact_id from contact
      where account_id = :account and live and cast(definition ->> 'preset' as boolean)
      order by contact_id
      """;

  private static final RowMapper<Login> LOGIN_ROW =
      (row, _) ->
          new Login(
              new AccountId(row.getLong(1)),
              row.getString(2),
              new PasswordHash(row.getString(3)),
              AccountJson.standing(row.getString(4)),
              row.getBoolean(5));

  private static final RowMapper<Account> WHOLE_ROW =
      (row, _) -> AccountJson.readDefinition(row.getLong(1), row.getString(2));

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
                    row.getBoolean(3),
                    List.of((String[]) row.getArray(4).getArray())))
            .findOne());
  }

  @Override
  public Optional<Access> app(String appName) {
    return database.with(handle ->
        handle
            .createQuery(APP_BY_NAME)
            .bind("name", appName)
            .map((row, _) ->
                new Access(
                    new Owner(new AccountId(row.getLong(1)), new AppId(row.getLong(2)), appName),
                    row.getBoolean(3),
                    List.of((String[]) row.getArray(4).getArray())))
            .findOne());
  }

  @Override
  public Optional<AccountId> account(String name) {
    return login(name).map(Login::account);
  }

  @Override
  public Optional<Login> login(String name) {
    return database.with(handle ->
        handle
            .createQuery(LOGIN + "where account.name = :name and standing <> 'DELETED'")
            .bind("name", name)
            .map(LOGIN_ROW)
            .findOne());
  }

  @Override
  public Optional<Login> login(SecretHash token) {
    return database.with(
        handle -> handle.createQuery(BY_TOKEN).bind("hash", token.text()).map(LOGIN_ROW).findOne());
  }

  @Override
  public Optional<Account> whole(String name) {
    return database.with(handle ->
        handle.createQuery(WHOLE + "and name = :name").bind("name", name).map(WHOLE_ROW).findOne());
  }

  @Override
  public Optional<Account> whole(AccountId id) {
    return database.with(handle ->
        handle
            .createQuery(WHOLE + "and account_id = :account")
            .bind("account", id.value())
            .map(WHOLE_ROW)
            .findOne());
  }

  @Override
  public List<Account> all() {
    return database.with(
        handle -> handle.createQuery(WHOLE + "order by account_id").map(WHOLE_ROW).list());
  }

  @Override
  public List<ContactId> presets(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(PRESETS)
            .bind("account", account.value())
            .map((row, _) -> new ContactId(row.getLong(1)))
            .list());
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
