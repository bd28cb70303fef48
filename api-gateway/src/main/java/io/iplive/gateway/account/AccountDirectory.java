package io.iplive.gateway.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds accounts, apps and contacts. */
public interface AccountDirectory {

  /** What a token opens. */
  record Access(Owner owner, boolean hasCallback) {}

  /** The app of that name, if the token is one of its own. */
  Optional<Access> app(String appName, SecretHash token);

  /** The account of that name. */
  Optional<AccountId> account(String name);

  /** Those of the ids that are contacts of the account. */
  Set<ContactId> contacts(AccountId account, List<ContactId> ids);
}
