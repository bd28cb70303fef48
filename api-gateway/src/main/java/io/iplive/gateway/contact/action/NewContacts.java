package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.ContactDecider;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactForm;
import io.iplive.gateway.contact.ContactJournal;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes contacts, with a secret where the channel signs. */
public final class NewContacts {

  private final ContactReader reader;
  private final ContactJournal journal;
  private final SecretBox secrets;

  public NewContacts(ContactReader reader, ContactJournal journal, SecretBox secrets) {
    this.reader = reader;
    this.journal = journal;
    this.secrets = secrets;
  }

  /**
   * A contact that was made.
   *
   * @param secret shown this once; null: it has none
   */
  public record Made(long id, @Nullable String secret) implements Answer {}

  /** What makes it, once there is no fault in the inputs. */
  public Supplier<Made> read(Inputs inputs, AccountId account, Instant at) {
    ContactForm form = reader.read(inputs, null);
    Supplier<Channel> channel = inputs.required("type", form.channel());
    Supplier<String> address = inputs.required("address", form.address());
    return () -> made(account, channel.get(), address.get(), form, at);
  }

  private Made made(
      AccountId account, Channel channel, String address, ContactForm form, Instant at) {
    Plain given = form.secret().orNone(null);
    Plain secret = given == null && channel.signs() ? new Plain(secrets.generateShort()) : given;
    List<Ciphertext> sealed = secret == null ? List.of() : List.of(secrets.seal(secret, null));
    Contact contact =
        ContactDecider.created(journal.nextContact(), account, channel, address, form, sealed);
    journal.record(new ContactCreated(contact), at);
    return new Made(contact.id().value(), secret == null ? null : secret.text());
  }
}
