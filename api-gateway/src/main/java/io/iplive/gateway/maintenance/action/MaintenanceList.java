package io.iplive.gateway.maintenance.action;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.maintenance.Maintenance;
import io.iplive.gateway.maintenance.MaintenanceDirectory;
import io.iplive.gateway.maintenance.Recurrence;
import io.iplive.gateway.maintenance.Span;
import io.iplive.gateway.maintenance.Window;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskDirectory;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code maintenance_list}: all of the account, or those of some tasks. */
public final class MaintenanceList implements Action {

  private final MaintenanceReader reader;
  private final MaintenanceDirectory maintenances;
  private final TaskDirectory tasks;

  public MaintenanceList(MaintenanceDirectory maintenances, TaskDirectory tasks) {
    this.reader = new MaintenanceReader(tasks);
    this.maintenances = maintenances;
    this.tasks = tasks;
  }

  /**
   * A maintenance.
   *
   * @param ids tasks that are not deleted
   * @param start by the clock of the zone
   * @param duration minutes
   * @param nextStart null: it is over
   */
  private record Entry(
      long id,
      @Nullable String name,
      List<Long> ids,
      String start,
      String zone,
      long duration,
      String repeat,
      List<String> weekdays,
      int active,
      @Nullable Long nextStart,
      @Nullable Long nextEnd) {}

  private record All(List<Entry> maintenances) implements Answer {}

  @Override
  public String name() {
    return "maintenance_list";
  }

  @Override
  public Result perform(ActionCall call) {
    AccountId account = call.caller().account();
    List<TargetId> of = reader.tasks(call.inputs(), account, false);
    return call.inputs()
        .answer(() -> {
          List<Maintenance> found =
              maintenances.of(account).stream()
                  .filter(one -> of.isEmpty() || !Collections.disjoint(one.tasks(), of))
                  .toList();
          Set<TargetId> live = live(account, found);
          return new Result.Done(
              new All(found.stream().map(one -> entry(one, live, call.at())).toList()));
        });
  }

  private Set<TargetId> live(AccountId account, List<Maintenance> found) {
    List<TargetId> named = found.stream().flatMap(one -> one.tasks().stream()).distinct().toList();
    return tasks.some(account, named).stream().map(Task::id).collect(Collectors.toSet());
  }

  private static Entry entry(Maintenance maintenance, Set<TargetId> live, Instant now) {
    Window window = maintenance.window();
    Span next = window.from(now).orElse(null);
    return new Entry(
        maintenance.id().value(),
        maintenance.name(),
        maintenance.tasks().stream().filter(live::contains).map(TargetId::value).toList(),
        window.first().toString().replace('T', ' '),
        window.zone().getId(),
        window.length().toMinutes(),
        repeat(window.recurrence()),
        weekdays(window.recurrence()),
        next != null && next.covers(now) ? 1 : 0,
        next == null ? null : next.start().getEpochSecond(),
        next == null ? null : next.end().getEpochSecond());
  }

  private static String repeat(Recurrence recurrence) {
    return switch (recurrence) {
      case Recurrence.Once() -> "none";
      case Recurrence.Daily() -> "daily";
      case Recurrence.Weekly _ -> "weekly";
      case Recurrence.Monthly() -> "monthly";
    };
  }

  private static List<String> weekdays(Recurrence recurrence) {
    return recurrence instanceof Recurrence.Weekly(Set<DayOfWeek> days)
        ? days.stream().sorted().map(MaintenanceReader::word).toList()
        : List.of();
  }
}
