package io.iplive.gateway.postgres;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountEvent.ContactCreated;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.App;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Contact;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.postgres.Payload.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of accounts and contacts in the journal. */
final class AccountJson {

  static final String ACCOUNT_CREATED = "account.created";
  static final String CONTACT_CREATED = "contact.created";

  private AccountJson() {}

  private record StoredAccount(Customer after) {}

  private record Customer(long accountId, String name, String passwordHash, List<Project> apps) {}

  private record Project(
      long appId,
      String name,
      @Nullable String callbackUrl,
      List<Sealed> callbackSecrets,
      List<String> tokenHashes) {}

  private record StoredContact(Person after) {}

  private record Person(
      long contactId,
      long accountId,
      String channel,
      String address,
      List<Sealed> secrets,
      boolean preset) {}

  static String write(AccountCreated event) {
    Account account = event.after();
    return Payload.write(
        new StoredAccount(
            new Customer(
                account.id().value(),
                account.name(),
                account.password().text(),
                account.apps().stream().map(AccountJson::project).toList())));
  }

  static AccountCreated readAccount(long version, String payload) {
    Customer stored = Payload.read(payload, StoredAccount.class).after();
    return new AccountCreated(
        new Account(
            new AccountId(stored.accountId()),
            version,
            stored.name(),
            new SecretHash(stored.passwordHash()),
            stored.apps().stream().map(AccountJson::app).toList()));
  }

  static String write(ContactCreated event) {
    Contact contact = event.after();
    return Payload.write(
        new StoredContact(
            new Person(
                contact.id().value(),
                contact.account().value(),
                contact.channel().name(),
                contact.address(),
                Sealed.all(contact.secrets()),
                contact.preset())));
  }

  static ContactCreated readContact(long version, String payload) {
    Person stored = Payload.read(payload, StoredContact.class).after();
    return new ContactCreated(
        new Contact(
            new ContactId(stored.contactId()),
            version,
            new AccountId(stored.accountId()),
            Contact.Channel.valueOf(stored.channel()),
            stored.address(),
            Sealed.opened(stored.secrets()),
            stored.preset()));
  }

  private static Project project(App app) {
    return new Project(
        app.id().value(),
        app.name(),
        app.callbackUrl(),
        Sealed.all(app.callbackSecrets()),
        Payload.texts(app.tokens()));
  }

  private static App app(Project stored) {
    return new App(
        new AppId(stored.appId()),
        stored.name(),
        stored.callbackUrl(),
        Sealed.opened(stored.callbackSecrets()),
        Payload.hashes(stored.tokenHashes()));
  }
}
