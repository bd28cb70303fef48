package io.iplive.gateway.postgres.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactCommand;
import io.iplive.gateway.contact.ContactDecider;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactEvent;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactJournal;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.Entry;
import io.iplive.gateway.postgres.OutboxSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Contacts in PostgreSQL. */
public final class JdbiContacts implements ContactJournal, ContactDirectory {

  private static final int MOST_ATTEMPTS = 100;

  private static final String LIVE =
      "select version, definition from contact where account_id = :account and live ";

  private static final String READ_MODEL =
      """
      insert into contact (contact_id, account_id, version, live, definition)
      values (:contact, :account, :version, :live, cast(:payload as jsonb) -> 'after')
      on conflict (contact_id) do update
      set version = excluded.version, live = excluded.live, definition = excluded.definition
      """;

  private static final RowMapper<Contact> ROW =
      (row, _) -> ContactJson.readDefinition(row.getLong(1), row.getString(2));

  private final Database database;
  private final OutboxSignal signal;

  /** The contacts. */
  public JdbiContacts(Database database, OutboxSignal signal) {
    this.database = database;
    this.signal = signal;
  }

  @Override
  public ContactId nextContact() {
    return new ContactId(database.nextValue("contact_ids"));
  }

  @Override
  public void record(ContactCreated event, Instant at) {
    if (!recorded(event, at)) {
      throw new IllegalStateException("%s exists already".formatted(event.after().id()));
    }
  }

  @Override
  public Optional<Contact> execute(
      AccountId account, ContactId contact, ContactCommand command, Instant at) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Contact> current = one(account, contact);
      if (current.isEmpty()) {
        return current;
      }
      Optional<ContactEvent> event = ContactDecider.decide(command, current.get());
      if (event.isEmpty()) {
        return current;
      }
      if (recorded(event.get(), at)) {
        return Optional.of(event.get().after());
      }
    }
    throw new IllegalStateException("%s lost %d races".formatted(contact, MOST_ATTEMPTS));
  }

  @Override
  public List<Contact> of(AccountId account) {
    return database.with(handle ->
        handle
            .createQuery(LIVE + "order by contact_id")
            .bind("account", account.value())
            .map(ROW)
            .list());
  }

  @Override
  public Optional<Contact> one(AccountId account, ContactId contact) {
    return database.with(handle ->
        handle
            .createQuery(LIVE + "and contact_id = :contact")
            .bind("account", account.value())
            .bind("contact", contact.value())
            .map(ROW)
            .findOne());
  }

  private boolean recorded(ContactEvent event, Instant at) {
    Contact contact = event.after();
    Entry entry =
        new Entry(
            "contact-" + contact.id().value(),
            contact.version(),
            ContactJson.kind(event),
            at,
            ContactJson.write(event));
    boolean recorded =
        database.write(handle ->
            entry
                .followedBy(handle, READ_MODEL)
                .bind("contact", contact.id().value())
                .bind("account", contact.account().value())
                .bind("live", contact.live())
                .execute());
    if (recorded) {
      signal.raise();
    }
    return recorded;
  }
}
