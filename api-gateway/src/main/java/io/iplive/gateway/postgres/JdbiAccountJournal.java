package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand;
import io.iplive.gateway.account.AccountDecider;
import io.iplive.gateway.account.AccountEvent;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.SecretHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Accounts in PostgreSQL. */
public final class JdbiAccountJournal implements AccountJournal {

  private static final int MOST_ATTEMPTS = 100;

  private static final String ACCOUNT =
      """
      insert into account (account_id, name, version, password, standing, test, definition)
      values (:account, :name, :version, :password, :standing, :test,
              cast(:payload as jsonb) -> 'after')
      on conflict (account_id) do update
      set version = excluded.version, password = excluded.password, standing = excluded.standing,
          test = excluded.test, definition = excluded.definition
      """;

  private static final String APP =
      """
      insert into app (app_id, account_id, name, has_callback, allowed)
      values (:app, :account, :name, :callback, :allowed)
      on conflict (app_id) do update
      set has_callback = excluded.has_callback, allowed = excluded.allowed
      """;

  private static final String OLD_TOKENS =
      """
      delete from app_token using app
      where app_token.app_id = app.app_id and app.account_id = :account
        and hash <> all(:hashes)
      """;

  private static final String TOKEN =
      "insert into app_token (hash, app_id) values (:hash, :app) on conflict (hash) do nothing";

  private final Database database;
  private final OutboxSignal signal;

  /** The journal of accounts. */
  public JdbiAccountJournal(Database database, OutboxSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  @Override
  public AccountId nextAccount() {
    return new AccountId(database.nextValue("account_ids"));
  }

  @Override
  public AppId nextApp() {
    return new AppId(database.nextValue("app_ids"));
  }

  @Override
  public boolean record(AccountCreated event, Instant at) {
    return recorded(event, at);
  }

  @Override
  public Optional<Account> execute(AccountId account, AccountCommand command, Instant at) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Account> current = newest(account);
      if (current.isEmpty()) {
        return current;
      }
      Optional<AccountEvent> event = AccountDecider.decide(command, current.get());
      if (event.isEmpty()) {
        return current;
      }
      if (recorded(event.get(), at)) {
        return Optional.of(event.get().after());
      }
    }
    throw new IllegalStateException("%s lost %d races".formatted(account, MOST_ATTEMPTS));
  }

  private Optional<Account> newest(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery("select version, definition from account where account_id = :account")
            .bind("account", account.value())
            .map((row, _) -> AccountJson.readDefinition(row.getLong(1), row.getString(2)))
            .findOne());
  }

  /** False when a name is taken or another command was recorded first. */
  private boolean recorded(AccountEvent event, Instant at) {
    Account account = event.after();
    Entry entry =
        new Entry(
            "account-" + account.id().value(),
            account.version(),
            AccountJson.kind(event),
            at,
            AccountJson.write(event));
    boolean recorded = database.transact(handle -> write(handle, entry, account));
    if (recorded) {
      signal.raise();
    }
    return recorded;
  }

  private static void write(Handle handle, Entry entry, Account account) {
    entry
        .followedBy(handle, ACCOUNT)
        .bind("account", account.id().value())
        .bind("name", account.name())
        .bind("password", account.password().text())
        .bind("standing", AccountJson.standing(account.standing()))
        .bind("test", account.profile().test())
        .execute();
    List<App> apps = account.live() ? account.apps() : List.of();
    List<String> hashes =
        apps.stream().flatMap(app -> app.tokens().stream()).map(SecretHash::text).toList();
    handle
        .createUpdate(OLD_TOKENS)
        .bind("account", account.id().value())
        .bindArray("hashes", String.class, hashes)
        .execute();
    for (App app : apps) {
      handle
          .createUpdate(APP)
          .bind("app", app.id().value())
          .bind("account", account.id().value())
          .bind("name", app.name())
          .bind("callback", app.callbackUrl() != null)
          .bindArray("allowed", String.class, app.allowed())
          .execute();
      for (SecretHash token : app.tokens()) {
        handle
            .createUpdate(TOKEN)
            .bind("hash", token.text())
            .bind("app", app.id().value())
            .execute();
      }
    }
  }
}
