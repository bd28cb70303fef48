package io.iplive.gateway.contact.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Ciphertext;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Plain;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.contact.Contact;
import io.iplive.gateway.contact.Contact.Channel;
import io.iplive.gateway.contact.ContactCommand;
import io.iplive.gateway.contact.ContactDirectory;
import io.iplive.gateway.contact.ContactForm;
import io.iplive.gateway.contact.ContactJournal;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code contact_edit}: what is absent stays; an empty secret asks for a new one. */
public final class ContactEdit implements Action {

  private final ContactReader reader;
  private final ContactDirectory contacts;
  private final ContactJournal journal;
  private final SecretBox secrets;

  public ContactEdit(
      ContactReader reader, ContactDirectory contacts, ContactJournal journal, SecretBox secrets) {
    this.reader = reader;
    this.contacts = contacts;
    this.journal = journal;
    this.secrets = secrets;
  }

  /**
   * What it answers.
   *
   * @param secret null: it is the one it was
   */
  private record Edited(long id, @Nullable String secret) implements Answer {}

  @Override
  public String name() {
    return "contact_edit";
  }

  static Rule<ContactId> id() {
    return Rules.id().as(ContactId::new);
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    Sent<ContactId> sent = inputs.read("id", id());
    Supplier<ContactId> id = inputs.required("id", sent);
    Optional<Contact> before =
        sent instanceof Sent.Value<ContactId>(ContactId value)
            ? contacts.one(account, value)
            : Optional.empty();
    if (inputs.good("id") && before.isEmpty()) {
      inputs.add(Fault.unknown("contact", "id", id.get().value()));
    }
    ContactForm form = reader.read(inputs, before.orElse(null));
    blank(inputs, "type", form.channel());
    blank(inputs, "address", form.address());
    return inputs.answer(() -> edited(call, id.get(), before, form));
  }

  private static void blank(Inputs inputs, String name, Sent<?> sent) {
    if (sent instanceof Sent.Blank<?>) {
      inputs.required(name, sent);
    }
  }

  private Result edited(ActionCall call, ContactId id, Optional<Contact> before, ContactForm form) {
    Optional<Plain> secret = secret(form, before.orElse(null));
    Ciphertext newest =
        before.map(Contact::secrets).stream()
            .flatMap(all -> all.stream().limit(1))
            .findFirst()
            .orElse(null);
    Ciphertext sealed = secret.map(plain -> secrets.seal(plain, newest)).orElse(null);
    boolean same = sealed == null || sealed.equals(newest);
    ContactCommand command = new ContactCommand.Edit(form, same ? null : sealed);
    return journal
        .execute(call.caller().account(), id, command, call.at())
        .<Result>map(
            after -> new Result.Done(new Edited(id.value(), secret.map(Plain::text).orElse(null))))
        .orElseGet(() -> Result.refused(Fault.unknown("contact", "id", id.value())));
  }

  /** A contact whose calls are signed from now on gets a secret if it has none. */
  private Optional<Plain> secret(ContactForm form, @Nullable Contact before) {
    Channel was = before == null ? Channel.HTTP : before.channel();
    boolean signs = form.channel().or(was, was).signs();
    boolean none = before == null || before.secrets().isEmpty();
    return switch (form.secret()) {
      case Sent.Absent<Plain>() when signs && none -> generated();
      case Sent.Absent<Plain>() -> Optional.empty();
      case Sent.Blank<Plain>() -> signs ? generated() : Optional.empty();
      case Sent.Value<Plain>(Plain given) -> Optional.of(given);
    };
  }

  private Optional<Plain> generated() {
    return Optional.of(new Plain(secrets.generateShort()));
  }
}
