package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.ContactCreated;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Contact;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.SecretHash;
import java.time.Instant;
import java.util.List;

/** Accounts and contacts in PostgreSQL. */
public final class JdbiAccountJournal implements AccountJournal {

  private static final String ACCOUNT =
      """
      , customer as (
        insert into account (account_id, name, version) values (:account, :name, :version)),
      project as (
        insert into app (app_id, account_id, name, has_callback)
        select app_id, :account, name, has_callback
        from unnest(:apps, :names, :callbacks) as given (app_id, name, has_callback))
      insert into app_token (hash, app_id)
      select hash, app_id from unnest(:hashes, :hashApps) as given (hash, app_id)
      """;

  private static final String CONTACT =
      """
      insert into contact (contact_id, account_id, version) values (:contact, :account, :version)
      """;

  private final Database database;
  private final OutboxSignal signal;

  /** The journal of accounts and contacts. */
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
  public ContactId nextContact() {
    return new ContactId(database.nextValue("contact_ids"));
  }

  @Override
  public boolean record(AccountCreated event, Instant at) {
    Account account = event.after();
    Entry entry =
        new Entry(
            "account-" + account.id().value(),
            account.version(),
            AccountJson.ACCOUNT_CREATED,
            at,
            AccountJson.write(event));
    List<App> apps = account.apps();
    List<TokenOf> tokens =
        apps.stream()
            .flatMap(app -> app.tokens().stream().map(hash -> new TokenOf(app.id(), hash)))
            .toList();
    boolean recorded =
        database.write(handle ->
            entry
                .followedBy(handle, ACCOUNT)
                .bind("account", account.id().value())
                .bind("name", account.name())
                .bindArray("apps", Long.class, apps.stream().map(a -> a.id().value()).toList())
                .bindArray("names", String.class, apps.stream().map(App::name).toList())
                .bindArray(
                    "callbacks",
                    Boolean.class,
                    apps.stream().map(app -> app.callbackUrl() != null).toList())
                .bindArray(
                    "hashes", String.class, tokens.stream().map(t -> t.hash().text()).toList())
                .bindArray(
                    "hashApps", Long.class, tokens.stream().map(t -> t.app().value()).toList())
                .execute());
    if (recorded) {
      signal.raise();
    }
    return recorded;
  }

  private record TokenOf(AppId app, SecretHash hash) {}

  @Override
  public void record(ContactCreated event, Instant at) {
    Contact contact = event.after();
    Entry entry =
        new Entry(
            "contact-" + contact.id().value(),
            contact.version(),
            AccountJson.CONTACT_CREATED,
            at,
            AccountJson.write(event));
    boolean recorded =
        database.write(handle ->
            entry
                .followedBy(handle, CONTACT)
                .bind("contact", contact.id().value())
                .bind("account", contact.account().value())
                .execute());
    if (!recorded) {
      throw new IllegalStateException(entry.stream() + " exists already");
    }
    signal.raise();
  }
}
