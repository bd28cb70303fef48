package io.iplive.gateway.task.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.task.Folders;
import java.util.function.Supplier;

/** {@code user_folder_add}: a folder of a name; the same name again is the same folder. */
public final class FolderAdd implements Action {

  private final Folders folders;

  public FolderAdd(Folders folders) {
    this.folders = folders;
  }

  private record Made(long id, String name) implements Answer {}

  @Override
  public String name() {
    return "user_folder_add";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<String> name = call.inputs().required("name", TaskRules.line(255));
    return call.inputs()
        .answer(() -> {
          Folders.Folder folder = folders.add(call.caller().account(), name.get());
          return new Result.Done(new Made(folder.id().value(), folder.name()));
        });
  }
}
