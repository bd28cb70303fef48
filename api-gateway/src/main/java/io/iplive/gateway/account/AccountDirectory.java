package io.iplive.gateway.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds accounts, apps and contacts that are not deleted. */
public interface AccountDirectory {

  /**
   * What a token opens.
   *
   * @param allowed networks in CIDR form that it may be shown from; empty: any
   * @param agent the account's User-Agent; null: it has none
   */
  record Access(Owner owner, boolean hasCallback, List<String> allowed, @Nullable String agent) {}

  /** Who can log in to the task API. */
  record Login(
      AccountId account, String name, PasswordHash password, Standing standing, boolean test) {}

  /** The app of that name, if the token is one of its own. */
  Optional<Access> app(String appName, SecretHash token);

  /** The app of that name, whoever asks. */
  Optional<Access> app(String appName);

  /** The account of that name. */
  Optional<AccountId> account(String name);

  /** The account of that name, with what its password is verified by. */
  Optional<Login> login(String name);

  /**
   * Who a token lets in.
   *
   * @param allowed networks in CIDR form that it may be shown from; empty: any
   */
  record Bearer(Login login, List<String> allowed) {}

  /** The account that the token belongs to. */
  Optional<Bearer> bearer(SecretHash token);

  /** The account of that name as a whole. */
  Optional<Account> whole(String name);

  /** The account of that id as a whole. */
  Optional<Account> whole(AccountId id);

  /** Every account by id. */
  List<Account> all();

  /** The account's contacts that are told about monitors naming none. */
  List<ContactId> presets(AccountId account);

  /** Those of the ids that are contacts of the account. */
  Set<ContactId> contacts(AccountId account, List<ContactId> ids);
}
