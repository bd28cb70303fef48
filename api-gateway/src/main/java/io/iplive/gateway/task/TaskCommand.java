package io.iplive.gateway.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked for. */
public sealed interface TaskCommand {

  /** Whose task it is. */
  AccountId account();

  /** When it was asked. */
  Instant at();

  /**
   * Make a task, unless there is one of the form's ref or of the id it has to have.
   *
   * @param given the id it has to have, from a reservation; null: any
   * @param running false: it comes stopped
   * @param agent the account's preset of the User-Agent
   */
  record Add(
      AccountId account,
      TaskForm form,
      @Nullable TargetId given,
      boolean running,
      String agent,
      Instant at)
      implements TaskCommand {}

  /** What may be asked for of a task that is there. */
  sealed interface Change extends TaskCommand {

    /** Which one. */
    TargetId task();
  }

  /** Make it what the form says. */
  record Edit(AccountId account, TargetId task, TaskForm form, Instant at) implements Change {}

  /** Let it rest. */
  record Stop(AccountId account, TargetId task, Instant at) implements Change {}

  /** Check it again. */
  record Start(AccountId account, TargetId task, Instant at) implements Change {}

  /** End it. */
  record Delete(AccountId account, TargetId task, Instant at) implements Change {}

  /** End it if it has not been renewed. */
  record Expire(AccountId account, TargetId task, Instant at) implements Change {}

  /** Report something instead of probing. */
  record Simulate(AccountId account, TargetId task, Simulation simulation, Instant at)
      implements Change {}

  /** Tell a contact no more. */
  record Detach(AccountId account, TargetId task, ContactId contact, Instant at)
      implements Change {}

  /** Put it into the root, if it is in that folder. */
  record Unfile(AccountId account, TargetId task, FolderId folder, Instant at) implements Change {}

  /** The account's preset of the User-Agent is another one. */
  record Reagent(AccountId account, TargetId task, String agent, Instant at) implements Change {}
}
