package io.iplive.gateway.explain.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.explain.Explanation;
import io.iplive.gateway.explain.Explanations;
import io.iplive.gateway.explain.Page;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.action.TaskRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code task_explain}: why a task is as it is, on one page. */
public final class TaskExplain implements Action {

  private final Explanations explanations;
  private final TaskDirectory tasks;

  public TaskExplain(Explanations explanations, TaskDirectory tasks) {
    this.explanations = explanations;
    this.tasks = tasks;
  }

  /**
   * The answer.
   *
   * @param nextCheck unix seconds, about; null: none is to come, or it is not known
   * @param why what holds it up; empty: nothing
   */
  private record Explained(long id, @Nullable Long nextCheck, List<String> why, List<String> page)
      implements Answer {}

  @Override
  public String name() {
    return "task_explain";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<Long> id = call.inputs().required("id", TaskRules.id());
    Optional<Explanation> explanation =
        call.inputs().good("id")
            ? tasks
                .one(call.caller().account(), new TargetId(id.get()))
                .map(Task::monitor)
                .flatMap(monitor -> explanations.of(monitor.value()))
            : Optional.empty();
    if (call.inputs().good("id") && explanation.isEmpty()) {
      call.inputs().add(Fault.unknown("id", "id", id.get()));
    }
    return call.inputs()
        .answer(() -> new Result.Done(explained(id.get(), explanation.orElseThrow())));
  }

  private static Explained explained(long id, Explanation explanation) {
    Instant next = explanation.nextRound();
    return new Explained(
        id, next == null ? null : next.getEpochSecond(), explanation.why(), Page.of(explanation));
  }
}
