package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Folders;
import io.iplive.gateway.task.TaskCommand.Unfile;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskDirectory.Filter;
import io.iplive.gateway.task.TaskJournal;
import java.util.List;
import java.util.function.Supplier;

/** {@code user_folder_delete}: its tasks move to the root. */
public final class FolderDelete implements Action {

  private static final int AT_ONCE = 500;

  /** Tasks may come in while it is emptied. */
  private static final int MOST_ROUNDS = 5;

  private final Folders folders;
  private final TaskDirectory tasks;
  private final TaskJournal journal;

  public FolderDelete(Folders folders, TaskDirectory tasks, TaskJournal journal) {
    this.folders = folders;
    this.tasks = tasks;
    this.journal = journal;
  }

  private record Moved(long id, int tasksMoved) implements Answer {}

  @Override
  public String name() {
    return "user_folder_delete";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    Sent<Long> sent = inputs.read("id", TaskRules.id());
    Supplier<Long> id = inputs.required("id", sent);
    if (inputs.good("id") && folders.one(account, new FolderId(id.get())).isEmpty()) {
      inputs.add(Fault.unknown("folder", "id", id.get()));
    }
    return inputs.answer(() -> {
      FolderId folder = new FolderId(id.get());
      Filter inside = new Filter(folder, null, null, null);
      int moved = 0;
      for (int round = 0; round < MOST_ROUNDS; round++) {
        List<TargetId> ids = tasks.ids(account, inside);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
          journal.execute(
              ids.subList(from, Math.min(ids.size(), from + AT_ONCE)).stream()
                  .map(task -> new Unfile(account, task, folder, call.at()))
                  .toList());
        }
        moved += ids.size();
        if (folders.remove(account, folder)) {
          break;
        }
      }
      return new Result.Done(new Moved(folder.value(), moved));
    });
  }
}
