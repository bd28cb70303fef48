package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Caller;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Paging;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.TargetState;
import io.iplive.gateway.state.TargetStates;
import io.iplive.gateway.task.FolderId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskDirectory.Filter;
import io.iplive.gateway.task.action.TaskViews.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code task_list}: the caller's tasks by id. */
public final class TaskList implements Action {

  private final TaskDirectory tasks;
  private final TargetStates states;
  private final TaskViews views;

  public TaskList(TaskDirectory tasks, TargetStates states, TaskViews views) {
    this.tasks = tasks;
    this.states = states;
    this.views = views;
  }

  private record Tasks(int page, int perPage, int total, List<View> tasks) implements Answer {}

  @Override
  public String name() {
    return "task_list";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    Paging paging = Paging.read(inputs);
    Sent<FolderId> folder = inputs.read("folder", TaskRules.id()).map(FolderId::new);
    Sent<Boolean> enabled = inputs.flag("enabled");
    Sent<TargetState.Standing> state =
        inputs.read("state", Rules.oneOf(TargetState.Standing.values()));
    Sent<String> ref = inputs.read("ref", TaskRules.line(64));
    var since = inputs.read("changed_since", TaskRules.second());
    return inputs.answer(() -> {
      Boolean wanted = enabled.orNone(null);
      boolean suspended = !(call.caller().standing() instanceof Standing.Active);
      Boolean running = suspended ? null : wanted;
      Filter filter =
          new Filter(folder.orNone(null), running, ref.orNone(null), since.orNone(null));
      List<TargetId> ids =
          suspended && Boolean.TRUE.equals(wanted)
              ? List.of()
              : standing(call.caller(), filter, state.orNone(null));
      List<Task> page = tasks.some(call.caller().account(), paging.of(ids));
      return new Result.Done(
          new Tasks(paging.page(), paging.perPage(), ids.size(), views.of(call.caller(), page)));
    });
  }

  private List<TargetId> standing(
      Caller caller, Filter filter, TargetState.@Nullable Standing wanted) {
    AccountId account = caller.account();
    List<TargetId> ids = tasks.ids(account, filter);
    if (wanted == null) {
      return ids;
    }
    Filter running = new Filter(null, true, null, null);
    Set<TargetId> checked = new HashSet<>(tasks.ids(account, running));
    Map<TargetId, TargetState> known = states.of(ids);
    return ids.stream()
        .filter(id -> {
          Task.State state = checked.contains(id) ? Task.State.RUNNING : Task.State.STOPPED;
          TargetState last = known.getOrDefault(id, TargetState.UNKNOWN);
          return TaskViews.standing(state, caller.standing(), last) == wanted;
        })
        .toList();
  }
}
