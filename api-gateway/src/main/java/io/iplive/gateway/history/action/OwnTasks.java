package io.iplive.gateway.history.action;

import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.action.TaskRules;
import org.jspecify.annotations.Nullable;

/** Reads {@code id}, which is a task of the caller. */
final class OwnTasks {

  private final TaskDirectory tasks;

  OwnTasks(TaskDirectory tasks) {
    this.tasks = tasks;
  }

  /** Null: none was sent. */
  @Nullable TargetId optional(ActionCall call) {
    Sent<Long> sent = call.inputs().read("id", TaskRules.id());
    return sent instanceof Sent.Value<Long>(Long id) ? checked(call, id) : null;
  }

  private TargetId checked(ActionCall call, long id) {
    TargetId task = new TargetId(id);
    if (tasks.one(call.caller().account(), task).isEmpty()) {
      call.inputs().add(Fault.unknown("id", "id", id));
    }
    return task;
  }
}
