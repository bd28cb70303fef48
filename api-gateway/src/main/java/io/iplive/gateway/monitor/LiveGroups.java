package io.iplive.gateway.monitor;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import java.util.List;

/** Finds the groups of an account that are not stopped. */
public interface LiveGroups {

  /** A group of one of its apps. */
  record Group(Owner owner, long groupId) {}

  /** All of them. */
  List<Group> of(AccountId account);

  /** Those that name a contact. */
  List<Group> naming(AccountId account, ContactId contact);

  /** Those that leave it to the account whom to tell. */
  List<Group> namingNone(AccountId account);
}
