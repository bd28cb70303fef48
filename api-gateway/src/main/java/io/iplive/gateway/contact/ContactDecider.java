package io.iplive.gateway.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.contact.Contact.Audience;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.Contact.Codes;
import io.iplive.gateway.contact.ContactEvent.ContactChanged;
import io.iplive.gateway.contact.ContactEvent.ContactDeleted;
import io.iplive.gateway.contact.ContactEvent.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a contact: what a form or a command makes of it. */
public final class ContactDecider {

  private static final int MOST_SECRETS = 2;
  private static final String LANGUAGE = "en";
  private static final String ZONE = "UTC";

  private ContactDecider() {}

  /** A new contact as the form says, with the defaults of its channel for what it does not say. */
  public static Contact created(
      ContactId id,
      AccountId account,
      Channel channel,
      String address,
      ContactForm form,
      List<Ciphertext> secrets) {
    Contact blank =
        new Contact(
            id,
            0,
            account,
            true,
            channel,
            null,
            address,
            secrets,
            false,
            Duration.ZERO,
            Duration.ZERO,
            channel.preset(),
            Codes.SEED,
            LANGUAGE,
            ZONE,
            Audience.STAFF);
    return edited(blank, form, null);
  }

  /** What happens; empty when all is as asked for. A deleted contact stays as it is. */
  public static Optional<ContactEvent> decide(ContactCommand command, Contact current) {
    if (!current.live()) {
      return Optional.empty();
    }
    return switch (command) {
      case ContactCommand.Edit(ContactForm form, Ciphertext secret) ->
          changed(current, edited(current, form, secret));
      case ContactCommand.RotateSecret(Ciphertext secret) ->
          changed(current, with(current, true, rotated(secret, current.secrets())));
      case ContactCommand.Delete() ->
          Optional.of(new ContactDeleted(with(current, false, current.secrets())));
    };
  }

  /** The contact that the form makes of one; what it does not say stays. */
  public static Contact edited(Contact before, ContactForm form, @Nullable Ciphertext secret) {
    Channel channel = form.channel().or(before.channel(), before.channel());
    boolean other = channel != before.channel();
    return new Contact(
        before.id(),
        before.version() + 1,
        before.account(),
        before.live(),
        channel,
        form.name().orNone(before.name()),
        form.address().or(before.address(), before.address()),
        secret == null ? before.secrets() : rotated(secret, other ? List.of() : before.secrets()),
        form.preset().or(before.preset(), false),
        form.delay().or(before.delay(), Duration.ZERO),
        form.reminders().or(before.reminders(), Duration.ZERO),
        form.repeats().or(other ? channel.preset() : before.repeats(), channel.preset()),
        form.codes().or(before.codes(), Codes.SEED),
        form.language().or(before.language(), LANGUAGE),
        form.zone().or(before.zone(), ZONE),
        form.audience().or(before.audience(), Audience.STAFF));
  }

  private static List<Ciphertext> rotated(Ciphertext secret, List<Ciphertext> before) {
    return Stream.concat(Stream.of(secret), before.stream()).limit(MOST_SECRETS).toList();
  }

  private static Contact with(Contact before, boolean live, List<Ciphertext> secrets) {
    return new Contact(
        before.id(),
        before.version() + 1,
        before.account(),
        live,
        before.channel(),
        before.name(),
        before.address(),
        secrets,
        before.preset(),
        before.delay(),
        before.reminders(),
        before.repeats(),
        before.codes(),
        before.language(),
        before.zone(),
        before.audience());
  }

  private static Optional<ContactEvent> changed(Contact before, Contact after) {
    Map<Part, Boolean> same = new LinkedHashMap<>();
    same.put(Part.CHANNEL, before.channel() == after.channel());
    same.put(Part.NAME, Objects.equals(before.name(), after.name()));
    same.put(Part.ADDRESS, before.address().equals(after.address()));
    same.put(Part.SECRETS, before.secrets().equals(after.secrets()));
    same.put(Part.PRESET, before.preset() == after.preset());
    same.put(Part.DELAY, before.delay().equals(after.delay()));
    same.put(Part.REMINDERS, before.reminders().equals(after.reminders()));
    same.put(Part.REPEATS, before.repeats() == after.repeats());
    same.put(Part.CODES, before.codes() == after.codes());
    same.put(Part.LANGUAGE, before.language().equals(after.language()));
    same.put(Part.ZONE, before.zone().equals(after.zone()));
    same.put(Part.AUDIENCE, before.audience() == after.audience());
    List<Part> parts =
        same.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(new ContactChanged(parts, after));
  }
}
