package io.iplive.gateway.postgres.history;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.history.ContactRecord;
import io.iplive.gateway.postgres.Database;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The projection of how contacts fare. */
public final class JdbiContactRecord implements ContactRecord {

  private static final String RECORDS =
      """
      select contact_id, last_ok, last_error from contact_record
      where generation = (select generation from projection where name = 'deliveries')
        and contact_id = any(:contacts)
      """;

  private final Database database;

  /** The records in the database. */
  public JdbiContactRecord(Database database) {
    this.database = database;
  }

  private record Row(ContactId contact, Entry entry) {}

  @Override
  public Map<ContactId, Entry> of(Collection<ContactId> contacts) {
    return database.with(handle ->
        handle
            .createQuery(RECORDS)
            .bindArray("contacts", Long.class, contacts.stream().map(ContactId::value).toList())
            .map((row, _) -> {
              OffsetDateTime ok = row.getObject("last_ok", OffsetDateTime.class);
              return new Row(
                  new ContactId(row.getLong("contact_id")),
                  new Entry(ok == null ? null : ok.toInstant(), row.getString("last_error")));
            })
            .stream()
            .collect(Collectors.toUnmodifiableMap(Row::contact, Row::entry)));
  }
}
