package io.iplive.gateway.task.action;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.CallParams;
import io.iplive.gateway.action.Each;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.JsonLists;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Rule;
import io.iplive.gateway.task.TaskCommand.Add;
import io.iplive.gateway.task.TaskForm;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code task_add_many}: up to 500 tasks, each added or refused alone. */
public final class TaskAddMany implements Action {

  private static final int MOST = 500;

  private final TaskReader reader;
  private final AccountDirectory accounts;
  private final TaskJournal journal;
  private final JsonLists json;

  public TaskAddMany(
      TaskReader reader, AccountDirectory accounts, TaskJournal journal, JsonLists json) {
    this.reader = reader;
    this.accounts = accounts;
    this.journal = journal;
    this.json = json;
  }

  private record Answers(List<Each> tasks) implements Answer {}

  @Override
  public String name() {
    return "task_add_many";
  }

  @Override
  public Result perform(ActionCall call) {
    Supplier<List<CallParams>> tasks =
        call.inputs().required("tasks", call.inputs().readVerbatim("tasks", rule()));
    return call.inputs().answer(() -> new Result.Done(new Answers(added(call, tasks.get()))));
  }

  private Rule<List<CallParams>> rule() {
    return text -> {
      Optional<List<CallParams>> read = json.read(text);
      return read.isPresent() && read.get().size() <= MOST
          ? new Rule.Reading.Good<>(read.get())
          : new Rule.Reading.Bad<>(
              read.isPresent() ? read.get().size() + " elements" : text,
              "a JSON array of up to %d objects with the parameters of task_add".formatted(MOST));
    };
  }

  private List<Each> added(ActionCall call, List<CallParams> elements) {
    AccountId account = call.caller().account();
    String agent = TaskAdd.agent(accounts, account);
    List<Inputs> inputs = elements.stream().map(Inputs::new).toList();
    List<Optional<Result>> refusals = new ArrayList<>();
    List<Add> adds = new ArrayList<>();
    for (Inputs each : inputs) {
      TaskForm form = reader.addition(each, account, call.at());
      Result result =
          each.answer(() -> {
            adds.add(new Add(account, form, null, true, agent, call.at()));
            return new Result.Done(new Answers(List.of()));
          });
      refusals.add(Optional.of(result).filter(Result.Refused.class::isInstance));
    }
    Iterator<Outcome> outcomes =
        adds.isEmpty() ? List.<Outcome>of().iterator() : journal.execute(adds).iterator();
    List<Each> answers = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Result result =
          refusals.get(i).orElseGet(() -> Added.of(outcomes.next(), call.caller().standing()));
      answers.add(new Each(result, inputs.get(i).ignored()));
    }
    return answers;
  }
}
