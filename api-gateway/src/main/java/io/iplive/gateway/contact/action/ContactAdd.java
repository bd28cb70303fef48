package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.ContactDecider;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import io.iplive.gateway.contact.ContactForm;
import io.iplive.gateway.contact.ContactJournal;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code contact_add}: the secret is shown this once. */
public final class ContactAdd implements Action {

  private final ContactReader reader;
  private final ContactJournal journal;
  private final SecretBox secrets;

  public ContactAdd(ContactReader reader, ContactJournal journal, SecretBox secrets) {
    this.reader = reader;
    this.journal = journal;
    this.secrets = secrets;
  }

  /**
   * What it answers.
   *
   * @param secret null: nothing is signed on this channel
   */
  private record Made(long id, @Nullable String secret) implements Answer {}

  @Override
  public String name() {
    return "contact_add";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    ContactForm form = reader.read(inputs, null);
    Supplier<Channel> channel = inputs.required("type", form.channel());
    Supplier<String> address = inputs.required("address", form.address());
    return inputs.answer(() -> {
      Plain given = form.secret().orNone(null);
      Plain secret = given == null ? new Plain(secrets.generateShort()) : given;
      boolean signs = channel.get().signs();
      List<Ciphertext> sealed = signs ? List.of(secrets.seal(secret, null)) : List.of();
      Contact contact =
          ContactDecider.created(
              journal.nextContact(),
              call.caller().account(),
              channel.get(),
              address.get(),
              form,
              sealed);
      journal.record(new ContactCreated(contact), call.at());
      return new Result.Done(new Made(contact.id().value(), signs ? secret.text() : null));
    });
  }
}
