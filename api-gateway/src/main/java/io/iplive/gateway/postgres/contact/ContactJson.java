package io.iplive.gateway.postgres.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.Contact.Audience;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.Contact.Codes;
import io.iplive.gateway.contact.Contact.Repeats;
import io.iplive.gateway.contact.ContactEvent;
import io.iplive.gateway.contact.ContactEvent.ContactChanged;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactEvent.ContactDeleted;
import io.iplive.gateway.contact.ContactEvent.Part;
import io.iplive.gateway.postgres.Payload;
import io.iplive.gateway.postgres.Payload.Sealed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of contacts in the journal. What the first release did not store yet may be absent. */
public final class ContactJson {

  /** What every kind begins with. */
  public static final String PREFIX = "contact.";

  private static final String CREATED = PREFIX + "created";
  private static final String CHANGED = PREFIX + "changed";
  private static final String DELETED = PREFIX + "deleted";

  private ContactJson() {}

  private record Stored(@Nullable List<String> changed, Person after) {}

  private record Person(
      long contactId,
      long accountId,
      String channel,
      String address,
      List<Sealed> secrets,
      boolean preset,
      @Nullable Boolean live,
      @Nullable String name,
      @Nullable Long delayMinutes,
      @Nullable Long reminderMinutes,
      @Nullable String repeats,
      @Nullable String codes,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String audience) {}

  static String kind(ContactEvent event) {
    return switch (event) {
      case ContactCreated _ -> CREATED;
      case ContactChanged _ -> CHANGED;
      case ContactDeleted _ -> DELETED;
    };
  }

  static String write(ContactEvent event) {
    List<String> changed =
        event instanceof ContactChanged(List<Part> parts, Contact _)
            ? parts.stream().map(Part::name).toList()
            : null;
    return Payload.write(new Stored(changed, person(event.after())));
  }

  /** The event of a row. */
  public static ContactEvent read(String kind, long version, String payload) {
    Stored stored = Payload.read(payload, Stored.class);
    Contact after = contact(stored.after(), version);
    List<String> changed = stored.changed() == null ? List.of() : stored.changed();
    return switch (kind) {
      case CREATED -> new ContactCreated(after);
      case CHANGED -> new ContactChanged(changed.stream().map(Part::valueOf).toList(), after);
      case DELETED -> new ContactDeleted(after);
      default -> throw new IllegalStateException("No event of a contact is called " + kind);
    };
  }

  /** A definition of the read model: the payload's {@code after}. */
  static Contact readDefinition(long version, String json) {
    return contact(Payload.read(json, Person.class), version);
  }

  private static Person person(Contact contact) {
    return new Person(
        contact.id().value(),
        contact.account().value(),
        contact.channel().name(),
        contact.address(),
        Sealed.all(contact.secrets()),
        contact.preset(),
        contact.live(),
        contact.name(),
        contact.delay().toMinutes(),
        contact.reminders().toMinutes(),
        contact.repeats().name(),
        contact.codes().name(),
        contact.language(),
        contact.zone(),
        contact.audience().name());
  }

  private static Contact contact(Person stored, long version) {
    return new Contact(
        new ContactId(stored.contactId()),
        version,
        new AccountId(stored.accountId()),
        !Boolean.FALSE.equals(stored.live()),
        Channel.valueOf(stored.channel()),
        stored.name(),
        stored.address(),
        Sealed.opened(stored.secrets()),
        stored.preset(),
        minutes(stored.delayMinutes()),
        minutes(stored.reminderMinutes()),
        Repeats.valueOf(or(stored.repeats(), Repeats.LEGACY.name())),
        Codes.valueOf(or(stored.codes(), Codes.SEED.name())),
        or(stored.language(), "en"),
        or(stored.zone(), "UTC"),
        Audience.valueOf(or(stored.audience(), Audience.STAFF.name())));
  }

  private static Duration minutes(@Nullable Long stored) {
    return stored == null ? Duration.ZERO : Duration.ofMinutes(stored);
  }

  private static String or(@Nullable String stored, String preset) {
    return stored == null ? preset : stored;
  }
}
