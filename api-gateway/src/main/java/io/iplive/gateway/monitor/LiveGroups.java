package io.iplive.gateway.monitor;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Owner;
import java.util.List;

/** Finds the groups of an account that are not stopped. */
public interface LiveGroups {

  /** A group of one of its apps. */
  record Group(Owner owner, long groupId) {}

  /** All of them. */
  List<Group> of(AccountId account);
}
