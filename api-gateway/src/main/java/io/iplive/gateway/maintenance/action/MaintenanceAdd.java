package io.iplive.gateway.maintenance.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Fault;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceDirectory;
import io.iplive.gateway.maintenance.MaintenanceEvent.MaintenanceAdded;
import io.iplive.gateway.maintenance.MaintenanceId;
import io.iplive.gateway.maintenance.MaintenanceJournal;
import io.iplive.gateway.maintenance.Span;
import io.iplive.gateway.maintenance.Window;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskDirectory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code maintenance_add}: the answer says when it is next, so that a wrong zone is seen. */
public final class MaintenanceAdd implements Action {

  private static final int MOST = 500;
  private static final int MOST_NAMED = 20_000;

  private final MaintenanceReader reader;
  private final MaintenanceDirectory maintenances;
  private final MaintenanceJournal journal;

  public MaintenanceAdd(
      TaskDirectory tasks, MaintenanceDirectory maintenances, MaintenanceJournal journal) {
    this.reader = new MaintenanceReader(tasks);
    this.maintenances = maintenances;
    this.journal = journal;
  }

  private record Added(long id, long nextStart, long nextEnd) implements Answer {}

  @Override
  public String name() {
    return "maintenance_add";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    AccountId account = call.caller().account();
    List<TargetId> tasks = reader.tasks(inputs, account, true);
    String name = reader.name(inputs);
    Supplier<Window> window = reader.window(inputs, call.at());
    List<Maintenance> own = maintenances.of(account);
    if (own.size() >= MOST) {
      inputs.add(
          new Fault(
              "too_many_maintenances",
              null,
              "The account has %d maintenances; delete some first.".formatted(MOST)));
    }
    if (named(own) + tasks.size() > MOST_NAMED) {
      inputs.add(
          new Fault(
              "too_many_maintenances",
              "ids",
              "The account's maintenances would name more than %d tasks in all."
                  .formatted(MOST_NAMED)));
    }
    return inputs.answer(() -> new Result.Done(added(call, name, tasks, window.get())));
  }

  private static int named(List<Maintenance> all) {
    return all.stream().mapToInt(each -> each.tasks().size()).sum();
  }

  private Added added(ActionCall call, @Nullable String name, List<TargetId> tasks, Window window) {
    MaintenanceId id = journal.nextMaintenance();
    journal.record(
        new MaintenanceAdded(
            new Maintenance(id, 1, call.caller().account(), true, name, tasks, window)),
        call.at());
    Span next = window.from(call.at()).orElseThrow();
    return new Added(id.value(), next.start().getEpochSecond(), next.end().getEpochSecond());
  }
}
