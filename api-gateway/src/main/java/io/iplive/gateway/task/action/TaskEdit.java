package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskCommand.Edit;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskForm;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code task_edit}: what is absent stays, what is empty gets its default. */
public final class TaskEdit implements Action {

  private final TaskReader reader;
  private final TaskDirectory tasks;
  private final TaskJournal journal;

  public TaskEdit(TaskReader reader, TaskDirectory tasks, TaskJournal journal) {
    this.reader = reader;
    this.tasks = tasks;
    this.journal = journal;
  }

  @Override
  public String name() {
    return "task_edit";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    Sent<Long> sent = inputs.read("id", TaskRules.id());
    Supplier<Long> id = inputs.required("id", sent);
    Optional<Task> current =
        sent instanceof Sent.Value<Long>(Long value)
            ? tasks.one(account, new TargetId(value))
            : Optional.empty();
    if (inputs.good("id") && current.isEmpty()) {
      inputs.add(Fault.unknown("id", "id", id.get()));
    }
    TaskForm form = reader.edit(inputs, account, current.orElse(null), call.at());
    return inputs.answer(() -> {
      TargetId task = new TargetId(id.get());
      Outcome outcome = journal.execute(new Edit(account, task, form, call.at()));
      return outcome instanceof Outcome.Unknown
          ? Result.refused(Fault.unknown("id", "id", task.value()))
          : Added.of(outcome, call.caller().standing());
    });
  }
}
