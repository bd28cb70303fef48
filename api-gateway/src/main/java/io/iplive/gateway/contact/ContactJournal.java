package io.iplive.gateway.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.contact.ContactEvent.ContactCreated;
import java.time.Instant;
import java.util.Optional;

/** Records what happens to contacts, with read model and outbox, as one. */
public interface ContactJournal {

  /** A new contact's id. */
  ContactId nextContact();

  /** Records a new contact. */
  void record(ContactCreated event, Instant at);

  /**
   * Decides a command on the newest state and records what happens.
   *
   * @return the contact after it; empty when the account has none of that id
   */
  Optional<Contact> execute(
      AccountId account, ContactId contact, ContactCommand command, Instant at);
}
