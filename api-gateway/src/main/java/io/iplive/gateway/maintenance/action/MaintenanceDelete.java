package io.iplive.gateway.maintenance.action;

import io.iplive.gateway.action.Action;
import io.iplive.gateway.action.ActionCall;
import io.iplive.gateway.action.Answer;
import io.iplive.gateway.action.Inputs;
import io.iplive.gateway.action.Result;
import io.iplive.gateway.call.Sent;
import io.iplive.gateway.maintenance.MaintenanceId;
import io.iplive.gateway.maintenance.MaintenanceJournal;
import io.iplive.gateway.task.action.TaskRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code maintenance_delete}, of one or of several: what is down still is told within a minute. */
public final class MaintenanceDelete implements Action {

  private static final int MOST = 500;

  private final MaintenanceJournal journal;

  public MaintenanceDelete(MaintenanceJournal journal) {
    this.journal = journal;
  }

  private record Deleted(List<Long> notFound) implements Answer {}

  @Override
  public String name() {
    return "maintenance_delete";
  }

  @Override
  public Result perform(ActionCall call) {
    Inputs inputs = call.inputs();
    Sent<Long> one = inputs.read("id", TaskRules.id());
    Sent<List<Long>> many = inputs.readList("ids", TaskRules.ids(MOST));
    Set<MaintenanceId> ids = new LinkedHashSet<>();
    if (one instanceof Sent.Value<Long>(Long id)) {
      ids.add(new MaintenanceId(id));
    }
    if (many instanceof Sent.Value<List<Long>>(List<Long> values)) {
      values.forEach(id -> ids.add(new MaintenanceId(id)));
    }
    if (ids.isEmpty() && inputs.good("id", "ids")) {
      inputs.required("id", one);
    }
    return inputs.answer(() -> {
      List<MaintenanceId> deleted =
          journal.delete(call.caller().account(), List.copyOf(ids), call.at());
      return new Result.Done(
          new Deleted(
              ids.stream().filter(id -> !deleted.contains(id)).map(MaintenanceId::value).toList()));
    });
  }
}
