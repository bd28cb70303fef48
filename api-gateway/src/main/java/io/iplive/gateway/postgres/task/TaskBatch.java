package io.iplive.gateway.postgres.task;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks that a batch of commands is about, as the commands before made them. */
final class TaskBatch {

  private record Ref(AccountId account, String ref) {}

  private final Map<TargetId, Task> byId = new HashMap<>();
  private final Map<Ref, Task> byRef = new HashMap<>();
  private final List<TaskEvent> events = new ArrayList<>();

  void load(Task task) {
    byId.put(task.id(), task);
    String ref = task.filing().ref();
    if (ref != null && task.state() != Task.State.DELETED) {
      byRef.put(new Ref(task.account(), ref), task);
    }
  }

  /** One of an account, unless it is deleted. */
  @Nullable Task live(AccountId account, TargetId id) {
    Task task = byId.get(id);
    return task != null && task.account().equals(account) && task.state() != Task.State.DELETED
        ? task
        : null;
  }

  /** Whose ever it is, and deleted or not. */
  @Nullable Task any(TargetId id) {
    return byId.get(id);
  }

  @Nullable Task named(AccountId account, String ref) {
    return byRef.get(new Ref(account, ref));
  }

  void happen(TaskEvent event) {
    Task after = event.after();
    Task before = byId.get(after.id());
    if (before != null && before.filing().ref() != null) {
      byRef.remove(new Ref(before.account(), before.filing().ref()));
    }
    load(after);
    events.add(event);
  }

  List<TaskEvent> events() {
    return events;
  }
}
