package io.iplive.gateway.task.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Simulation;
import io.iplive.gateway.task.TaskCommand.Simulate;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.time.Instant;
import java.util.function.Supplier;

/** {@code task_simulate}: a test account's task answers something else for a while. */
public final class TaskSimulate implements Action {

  private final TaskJournal journal;

  public TaskSimulate(TaskJournal journal) {
    this.journal = journal;
  }

  private record Simulated(long id, int status, long until) implements Answer {}

  @Override
  public String name() {
    return "task_simulate";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    Supplier<Long> id = inputs.required("id", TaskRules.id());
    Supplier<Integer> status = inputs.required("status", status());
    Supplier<Integer> seconds = inputs.required("seconds", Rules.integer(1, 86_400, " seconds"));
    if (!call.caller().test()) {
      inputs.add(
          new Fault(
              "test_account_required", null, "Only tasks of a test account can be simulated."));
    }
    return inputs.answer(() -> {
      Instant until = call.at().plusSeconds(seconds.get());
      Simulate command =
          new Simulate(
              call.caller().account(),
              new TargetId(id.get()),
              new Simulation(status.get(), until),
              call.at());
      return journal.execute(command) instanceof Outcome.Done
          ? new Result.Done(new Simulated(id.get(), status.get(), until.getEpochSecond()))
          : Result.refused(Fault.unknown("id", "id", id.get()));
    });
  }

  private static Rule<Integer> status() {
    return text ->
        Rules.integer(0, 599, "")
            .then(code ->
                code == 0 || code >= 100
                    ? new Rule.Reading.Good<>(code)
                    : new Rule.Reading.Bad<Integer>(text, "0, 100..599"))
            .read(text);
  }
}
