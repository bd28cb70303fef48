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
import io.iplive.gateway.state.TargetState;
import io.iplive.gateway.state.TargetStates;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskCommand.Change;
import io.iplive.gateway.task.TaskCommand.Delete;
import io.iplive.gateway.task.TaskCommand.Start;
import io.iplive.gateway.task.TaskCommand.Stop;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.gateway.task.TaskJournal;
import io.iplive.gateway.task.TaskJournal.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code task_stop}, {@code task_start} and {@code task_delete}, of one task or of several. */
public final class TaskSwitch implements Action {

  private static final int MOST = 1_000;

  private final Kind kind;
  private final TaskDirectory tasks;
  private final TaskJournal journal;
  private final TargetStates states;

  /** Which of the three. */
  public enum Kind {
    STOP,
    START,
    DELETE
  }

  public TaskSwitch(Kind kind, TaskDirectory tasks, TaskJournal journal, TargetStates states) {
    this.kind = kind;
    this.tasks = tasks;
    this.journal = journal;
    this.states = states;
  }

  private record Closed(long serviceId, long timeStart, long timeStop) {}

  private record Switched(
      int enabled, @Nullable String reason, List<Long> notFound, List<Closed> closed)
      implements Answer {}

  @Override
  public String name() {
    return switch (kind) {
      case STOP -> "task_stop";
      case START -> "task_start";
      case DELETE -> "task_delete";
    };
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    Sent<Long> one = inputs.read("id", TaskRules.id());
    Sent<List<Long>> many = inputs.readList("ids", TaskRules.ids(MOST));
    Set<TargetId> ids = new LinkedHashSet<>();
    if (one instanceof Sent.Value<Long>(Long id)) {
      ids.add(new TargetId(id));
    }
    if (many instanceof Sent.Value<List<Long>>(List<Long> values)) {
      values.forEach(id -> ids.add(new TargetId(id)));
    }
    if (ids.isEmpty() && inputs.good("id", "ids")) {
      inputs.required("id", one);
    }
    AccountId account = call.caller().account();
    List<TargetId> found = tasks.some(account, List.copyOf(ids)).stream().map(Task::id).toList();
    if (kind == Kind.START) {
      String param = many instanceof Sent.Value<List<Long>> ? "ids" : "id";
      ids.stream()
          .filter(id -> !found.contains(id))
          .forEach(id -> inputs.add(Fault.unknown("id", param, id.value())));
    }
    return inputs.answer(() -> new Result.Done(switched(call, ids, found)));
  }

  private Switched switched(ActionCall call, Set<TargetId> ids, List<TargetId> found) {
    Map<TargetId, TargetState> before = states.of(found);
    List<Outcome> outcomes =
        found.isEmpty()
            ? List.of()
            : journal.execute(found.stream().map(id -> command(call, id)).toList());
    List<Closed> closed = new ArrayList<>();
    Set<TargetId> done = new HashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Done ended) {
        done.add(ended.task().id());
        closed(ended, before, call.at()).ifPresent(closed::add);
      }
    }
    List<Long> notFound =
        ids.stream().filter(id -> !done.contains(id)).map(TargetId::value).toList();
    Task.State state = kind == Kind.START ? Task.State.RUNNING : Task.State.STOPPED;
    Switch now = Switch.of(state, call.caller().standing());
    String reason = kind == Kind.START ? now.reason() : null;
    return new Switched(now.enabled(), reason, notFound, List.copyOf(closed));
  }

  private Change command(ActionCall call, TargetId id) {
    AccountId account = call.caller().account();
    return switch (kind) {
      case STOP -> new Stop(account, id, call.at());
      case START -> new Start(account, id, call.at());
      case DELETE -> new Delete(account, id, call.at());
    };
  }

  /** An outage that is open when its task ends, ends with it. */
  private static Optional<Closed> closed(
      Outcome.Done outcome, Map<TargetId, TargetState> before, Instant at) {
    TargetState state = before.getOrDefault(outcome.task().id(), TargetState.UNKNOWN);
    Instant since = state.since();
    boolean ended =
        outcome.before() == Task.State.RUNNING && outcome.task().state() != Task.State.RUNNING;
    return ended && state.state() == TargetState.Standing.DOWN && since != null
        ? Optional.of(
            new Closed(outcome.task().id().value(), since.getEpochSecond(), at.getEpochSecond()))
        : Optional.empty();
  }
}
