package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.task.Folders;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskDirectory.Filter;
import java.util.List;

/** {@code user_folder_list}. */
public final class FolderList implements Action {

  private final Folders folders;
  private final TaskDirectory tasks;

  public FolderList(Folders folders, TaskDirectory tasks) {
    this.folders = folders;
    this.tasks = tasks;
  }

  private record Entry(long id, String name, int tasks) {}

  private record All(List<Entry> folders) implements Answer {}

  @Override
  public String name() {
    return "user_folder_list";
  }

  @Override
  public Result perform(ActionCall call) {
    AccountId account = call.caller().account();
    return call.inputs()
        .answer(() ->
            new Result.Done(
                new All(
                    folders.of(account).stream()
                        .map(folder ->
                            new Entry(folder.id().value(), folder.name(), size(account, folder)))
                        .toList())));
  }

  private int size(AccountId account, Folders.Folder folder) {
    return tasks.ids(account, new Filter(folder.id(), null, null, null)).size();
  }
}
