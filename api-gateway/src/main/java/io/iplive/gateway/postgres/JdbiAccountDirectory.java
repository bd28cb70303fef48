package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.account.PasswordHash;
import io.iplive.gateway.account.SecretHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Accounts, apps and contacts of the read model. */
public final class JdbiAccountDirectory implements AccountDirectory, AutoCloseable {

  private static final int READERS = 2;

  private static final String APPS =
      """
      select wanted.hash, wanted.name, app.account_id, app.app_id, app.has_callback, app.allowed,
             account.definition #>> '{profile,userAgent}'
      from unnest(:hashes, :names) as wanted (hash, name)
        join app_token on app_token.hash = wanted.hash
        join app on app.app_id = app_token.app_id and app.name = wanted.name
        join account on account.account_id = app.account_id
      """;

  private static final String APP_BY_NAME =
      """
      select account_id, app_id, has_callback, account.definition #>> '{profile,userAgent}'
      from app join account using (account_id)
      where app.name = :name and standing <> 'DELETED'
      """;

  private static final String LOGIN =
      "select account_id, name, password, standing, test from account ";

  private static final String BY_TOKEN =
      """
      select account_id, account.name, password, standing, test, allowed
      from account join app using (account_id) join app_token using (app_id)
      where hash = :hash
      """;

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
  private final GroupedCalls<Shown, Optional<Access>> shown;

  /** A name and what is said to be its token. */
  private record Shown(String appName, String hash) {}

  /** The directory of accounts. */
  public JdbiAccountDirectory(Database database) {
    this.database = database;
    this.shown =
        new GroupedCalls<>("app-tokens", READERS, this::apps, one -> apps(List.of(one)).getFirst());
  }

  /** Every call of a panel begins with this. */
  @Override
  public Optional<Access> app(String appName, SecretHash token) {
    return shown.answer(new Shown(appName, token.text()));
  }

  private List<Optional<Access>> apps(List<Shown> shown) {
    List<Shown> distinct = shown.stream().distinct().toList();
    Map<Shown, Access> found = new HashMap<>();
    database.with(handle -> {
      handle
          .createQuery(APPS)
          .bindArray("hashes", String.class, distinct.stream().map(Shown::hash).toList())
          .bindArray("names", String.class, distinct.stream().map(Shown::appName).toList())
          .map((row, _) ->
              Map.entry(
                  new Shown(row.getString(2), row.getString(1)),
                  new Access(
                      new Owner(
                          new AccountId(row.getLong(3)),
                          new AppId(row.getLong(4)),
                          row.getString(2)),
                      row.getBoolean(5),
                      List.of((String[]) row.getArray(6).getArray()),
                      row.getString(7))))
          .forEach(each -> found.put(each.getKey(), each.getValue()));
      return found;
    });
    return shown.stream().map(each -> Optional.ofNullable(found.get(each))).toList();
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
                    List.of(),
                    row.getString(4)))
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
            .createQuery(LOGIN + "where name = :name and standing <> 'DELETED'")
            .bind("name", name)
            .map(LOGIN_ROW)
            .findOne());
  }

  @Override
  public Optional<Bearer> bearer(SecretHash token) {
    return database.with(handle ->
        handle
            .createQuery(BY_TOKEN)
            .bind("hash", token.text())
            .map((row, context) ->
                new Bearer(
                    LOGIN_ROW.map(row, context), List.of((String[]) row.getArray(6).getArray())))
            .findOne());
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
  public void close() {
    shown.close();
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
