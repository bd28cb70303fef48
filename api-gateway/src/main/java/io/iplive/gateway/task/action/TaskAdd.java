package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Profile;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskForm;
import io.iplive.gateway.task.TaskJournal;

/** {@code task_add}. */
public final class TaskAdd implements Action {

  private final TaskReader reader;
  private final AccountDirectory accounts;
  private final TaskJournal journal;

  public TaskAdd(TaskReader reader, AccountDirectory accounts, TaskJournal journal) {
    this.reader = reader;
    this.accounts = accounts;
    this.journal = journal;
  }

  @Override
  public String name() {
    return "task_add";
  }

  @Override
  public Result perform(ActionCall call) {
    AccountId account = call.caller().account();
    TaskForm form = reader.addition(call.inputs(), account, call.at());
    return call.inputs()
        .answer(() ->
            Added.of(
                journal.execute(
                    new Add(account, form, null, true, agent(accounts, account), call.at())),
                call.caller().standing()));
  }

  /** The User-Agent of an account's probes that name none. */
  public static String agent(AccountDirectory accounts, AccountId account) {
    String own =
        accounts.whole(account).map(whole -> whole.profile()).map(Profile::userAgent).orElse(null);
    return own == null ? Task.PRESET_AGENT : own;
  }
}
