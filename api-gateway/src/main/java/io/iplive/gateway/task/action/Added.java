package io.iplive.gateway.task.action;

import io.iplive.gateway.account.Standing;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskJournal.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What task_add and task_edit answer.
 *
 * @param existing whether there was such a task already
 */
record Added(long id, int enabled, @Nullable String reason, int existing) implements Answer {

  @Override
  public boolean alwaysShowsIgnored() {
    return true;
  }

  static Result of(Outcome outcome, Standing standing) {
    return switch (outcome) {
      case Outcome.Done(Task task, Task.State before) -> {
        Switch now = Switch.of(task.state(), standing);
        yield new Result.Done(
            new Added(task.id().value(), now.enabled(), now.reason(), before == null ? 0 : 1));
      }
      case Outcome.Refused(var faults) -> new Result.Refused(faults);
      case Outcome.Unknown() -> throw new IllegalStateException("A task is gone");
    };
  }
}
