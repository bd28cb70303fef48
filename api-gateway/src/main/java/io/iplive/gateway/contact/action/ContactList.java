package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.ContactDirectory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code contact_list}: no secret is ever in it. */
public final class ContactList implements Action {

  /**
   * How deliveries to a contact went of late.
   *
   * @param lastOk null: none did
   * @param lastError what went wrong with the newest one; null: nothing
   */
  public record Health(@Nullable Instant lastOk, @Nullable String lastError) {

    private static final Health UNKNOWN = new Health(null, null);
  }

  private final ContactDirectory contacts;
  private final Function<Collection<ContactId>, Map<ContactId, Health>> health;

  /**
   * The action.
   *
   * @param health of those contacts that something was delivered to
   */
  public ContactList(
      ContactDirectory contacts, Function<Collection<ContactId>, Map<ContactId, Health>> health) {
    this.contacts = contacts;
    this.health = health;
  }

  private record Entry(
      long id,
      String type,
      @Nullable String name,
      String address,
      int hasSecret,
      String audience,
      String lang,
      String tz,
      long delay,
      long repeat,
      String policy,
      String codes,
      int default_,
      @Nullable Long lastOk,
      @Nullable String lastError) {}

  private record All(List<Entry> contacts) implements Answer {}

  @Override
  public String name() {
    return "contact_list";
  }

  @Override
  public Result perform(ActionCall call) {
    return call.inputs()
        .answer(() -> {
          List<Contact> all = contacts.of(call.caller().account());
          Map<ContactId, Health> known = health.apply(all.stream().map(Contact::id).toList());
          return new Result.Done(
              new All(
                  all.stream()
                      .map(contact ->
                          entry(contact, known.getOrDefault(contact.id(), Health.UNKNOWN)))
                      .toList()));
        });
  }

  private static Entry entry(Contact contact, Health health) {
    Instant lastOk = health.lastOk();
    return new Entry(
        contact.id().value(),
        word(contact.channel()),
        contact.name(),
        contact.address(),
        contact.secrets().isEmpty() ? 0 : 1,
        word(contact.audience()),
        contact.language(),
        contact.zone(),
        contact.delay().toMinutes(),
        contact.reminders().toMinutes(),
        word(contact.repeats()),
        word(contact.codes()),
        contact.preset() ? 1 : 0,
        lastOk == null ? null : lastOk.getEpochSecond(),
        health.lastError());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
