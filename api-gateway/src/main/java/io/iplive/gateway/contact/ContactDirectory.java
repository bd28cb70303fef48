package io.iplive.gateway.contact;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import java.util.List;
import java.util.Optional;

/** Finds contacts that are not deleted. */
public interface ContactDirectory {

  /** All of an account by id. */
  List<Contact> of(AccountId account);

  /** One of an account. */
  Optional<Contact> one(AccountId account, ContactId contact);
}
