package io.iplive.gateway.kafka;

import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactEvent.ContactChanged;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactEvent.ContactDeleted;
import io.iplive.gateway.contact.ContactEvent.Part;
import io.iplive.gateway.journal.Recorded;
import io.iplive.schemas.gateway.Audience;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactEventKind;
import io.iplive.schemas.gateway.ContactState;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.StatusCodes;
import java.util.List;

/** Events of contacts as contacts.v1 has them. */
final class ContactAvro {

  private ContactAvro() {}

  static ContactEvent event(Recorded.OfContact recorded) {
    Contact after = recorded.event().after();
    long id = after.id().value();
    return ContactEvent.newBuilder()
        .setEventId(GatewayAvro.eventId("contact", id, recorded.epoch(), after.version()))
        .setKind(
            switch (recorded.event()) {
              case ContactCreated _ -> ContactEventKind.CREATED;
              case ContactChanged _ -> ContactEventKind.CHANGED;
              case ContactDeleted _ -> ContactEventKind.DELETED;
            })
        .setContactId(id)
        .setEpoch(recorded.epoch())
        .setVersion(after.version())
        .setOccurredAt(recorded.at())
        .setChanged(
            switch (recorded.event()) {
              case ContactCreated _ -> List.of();
              case ContactChanged(List<Part> parts, Contact _) ->
                  parts.stream().map(ContactAvro::field).toList();
              case ContactDeleted _ -> List.of("state");
            })
        .setAfter(contact(after))
        .build();
  }

  private static io.iplive.schemas.gateway.Contact contact(Contact after) {
    return io.iplive.schemas.gateway.Contact.newBuilder()
        .setContactId(after.id().value())
        .setAccountId(after.account().value())
        .setType(ContactType.valueOf(after.channel().name()))
        .setState(after.live() ? ContactState.ACTIVE : ContactState.DELETED)
        .setName(after.name())
        .setAddress(after.address())
        .setSecrets(AccountAvro.encrypted(after.secrets()))
        .setIsDefault(after.preset())
        .setDelayMinutes(Math.toIntExact(after.delay().toMinutes()))
        .setRepeatMinutes(Math.toIntExact(after.reminders().toMinutes()))
        .setPolicy(DeliveryPolicy.valueOf(after.repeats().name()))
        .setCodes(StatusCodes.valueOf(after.codes().name()))
        .setLanguage(after.language())
        .setZone(after.zone())
        .setAudience(Audience.valueOf(after.audience().name()))
        .build();
  }

  private static String field(Part part) {
    return switch (part) {
      case CHANNEL -> "type";
      case NAME -> "name";
      case ADDRESS -> "address";
      case SECRETS -> "secrets";
      case PRESET -> "isDefault";
      case DELAY -> "delayMinutes";
      case REMINDERS -> "repeatMinutes";
      case REPEATS -> "policy";
      case CODES -> "codes";
      case LANGUAGE -> "language";
      case ZONE -> "zone";
      case AUDIENCE -> "audience";
    };
  }
}
