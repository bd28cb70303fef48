package io.iplive.gateway.postgres.task;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.task.TaskEvent;
import io.iplive.gateway.task.TaskEvent.Part;
import io.iplive.gateway.task.TaskEvent.TaskChanged;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps tasks from depending on themselves, whoever gives them parents at the same time: in a cycle
 * each would silence the other for ever.
 */
final class Cycles {

  /** Of one account at a time, from here to the end of the transaction. */
  private static final String ALONE = "select pg_advisory_xact_lock(1885434466, :account)";

  private static final String FIND =
      """
      with recursive line as (
        select task_id as start, parent_id from task where task_id = any(:tasks)
        union
        select line.start, above.parent_id
        from line join task above on above.task_id = line.parent_id
        where above.live)
      select distinct start from line where parent_id = start
      """;

  private Cycles() {}

  /** Tasks that would depend on themselves. */
  static final class CycleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<TargetId> tasks;

    CycleException(List<TargetId> tasks) {
      super("Tasks would depend on themselves: " + tasks);
      this.tasks = tasks;
    }

    List<TargetId> tasks() {
      return tasks;
    }
  }

  /**
   * Looks at what was written just now.
   *
   * @throws CycleException when the transaction must not be committed
   */
  static void refuse(Handle handle, List<TaskEvent> written) {
    List<TaskEvent> adopted = written.stream().filter(Cycles::adopted).toList();
    if (adopted.isEmpty()) {
      return;
    }
    adopted.stream()
        .map(event -> Math.toIntExact(event.after().account().value()))
        .distinct()
        .sorted()
        .forEach(account ->
            handle.createQuery(ALONE).bind("account", account).map((_, _) -> account).one());
    List<TargetId> cyclic =
        handle
            .createQuery(FIND)
            .bindArray(
                "tasks",
                Long.class,
                adopted.stream().map(event -> event.after().id().value()).toList())
            .map((row, _) -> new TargetId(row.getLong(1)))
            .list();
    if (!cyclic.isEmpty()) {
      throw new CycleException(cyclic);
    }
  }

  private static boolean adopted(TaskEvent event) {
    return event instanceof TaskChanged(List<Part> changed, var after)
        && changed.contains(Part.PARENT)
        && after.notices().parent() != null;
  }
}
