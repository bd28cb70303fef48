package io.iplive.gateway.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskCommand.Change;
import io.iplive.gateway.task.TaskCommand.Delete;
import io.iplive.gateway.task.TaskCommand.Reagent;
import io.iplive.gateway.task.TaskDirectory.Filter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What follows from a change of an account for all of its tasks; may be done again. */
public final class TasksOfAccount {

  private static final int AT_ONCE = 500;

  private final TaskDirectory tasks;
  private final TaskJournal journal;

  public TasksOfAccount(TaskDirectory tasks, TaskJournal journal) {
    this.tasks = tasks;
    this.journal = journal;
  }

  /** Ends them; answers how many. */
  public int delete(AccountId account, Instant at) {
    return each(account, task -> new Delete(account, task, at));
  }

  /** Gives them the account's User-Agent, where they name none themselves. */
  public void reagent(AccountId account, String agent, Instant at) {
    each(account, task -> new Reagent(account, task, agent, at));
  }

  private int each(AccountId account, Function<TargetId, Change> command) {
    List<TargetId> ids = tasks.ids(account, Filter.ALL);
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      journal.execute(
          ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream().map(command).toList());
    }
    return ids.size();
  }
}
