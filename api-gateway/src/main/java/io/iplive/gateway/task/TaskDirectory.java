package io.iplive.gateway.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds tasks that are not deleted. */
public interface TaskDirectory {

  /**
   * Which tasks are asked for; null: whatever it is.
   *
   * @param folder 0 for the root
   */
  record Filter(
      @Nullable FolderId folder,
      @Nullable Boolean running,
      @Nullable String ref,
      @Nullable Instant changedSince) {

    /** All of them. */
    public static final Filter ALL = new Filter(null, null, null, null);
  }

  /** How many tasks an account has, and how many of them are not stopped. */
  record Count(long all, long running) {}

  /** A task of an account. */
  record Owned(AccountId account, TargetId task) {}

  /** One of an account. */
  Optional<Task> one(AccountId account, TargetId task);

  /** Those of the ids that are the account's, by id. */
  List<Task> some(AccountId account, List<TargetId> tasks);

  /** The ids of an account's tasks, in order. */
  List<TargetId> ids(AccountId account, Filter filter);

  /** The ids of an account's tasks that name the contact, in order. */
  List<TargetId> naming(AccountId account, ContactId contact);

  /** The ids of an account's tasks that name none and so follow the defaults, in order. */
  List<TargetId> namingNone(AccountId account);

  /** A task and all that it depends on, directly or not; empty: the account has no such task. */
  List<TargetId> lineage(AccountId account, TargetId task);

  /** How many an account has. */
  Count count(AccountId account);

  /** Some of those that should have been deleted by now, the oldest first. */
  List<Owned> expired(Instant now, int most);
}
