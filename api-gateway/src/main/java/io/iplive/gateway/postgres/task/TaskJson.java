package io.iplive.gateway.postgres.task;

import io.iplive.gateway.postgres.Payload;
import io.iplive.gateway.task.Task;
import io.iplive.gateway.task.TaskEvent;
import io.iplive.gateway.task.TaskEvent.Part;
import io.iplive.gateway.task.TaskEvent.TaskChanged;
import io.iplive.gateway.task.TaskEvent.TaskCreated;
import io.iplive.gateway.task.TaskEvent.TaskDeleted;
import io.iplive.gateway.task.TaskEvent.TaskStarted;
import io.iplive.gateway.task.TaskEvent.TaskStopped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of tasks in the journal, and definitions in the read model. */
public final class TaskJson {

  /** What every kind begins with. */
  public static final String PREFIX = "task.";

  private static final String CREATED = PREFIX + "created";
  private static final String CHANGED = PREFIX + "changed";
  private static final String STOPPED = PREFIX + "stopped";
  private static final String STARTED = PREFIX + "started";
  private static final String DELETED = PREFIX + "deleted";

  private TaskJson() {}

  private record Stored(@Nullable List<String> changed, StoredTask after) {}

  static String kind(TaskEvent event) {
    return switch (event) {
      case TaskCreated _ -> CREATED;
      case TaskChanged _ -> CHANGED;
      case TaskStopped _ -> STOPPED;
      case TaskStarted _ -> STARTED;
      case TaskDeleted _ -> DELETED;
    };
  }

  static String write(TaskEvent event) {
    List<String> changed =
        event instanceof TaskChanged(List<Part> parts, Task _)
            ? parts.stream().map(Part::name).toList()
            : null;
    return Payload.write(new Stored(changed, StoredTask.of(event.after())));
  }

  /** The event of a row. */
  public static TaskEvent read(String kind, long version, String payload) {
    Stored stored = Payload.read(payload, Stored.class);
    Task after = stored.after().task(version);
    List<String> changed = stored.changed() == null ? List.of() : stored.changed();
    return switch (kind) {
      case CREATED -> new TaskCreated(after);
      case CHANGED -> new TaskChanged(changed.stream().map(Part::valueOf).toList(), after);
      case STOPPED -> new TaskStopped(after);
      case STARTED -> new TaskStarted(after);
      case DELETED -> new TaskDeleted(after);
      default -> throw new IllegalStateException("No event of a task is called " + kind);
    };
  }

  /** A definition of the read model: the payload's {@code after}. */
  static Task readDefinition(long version, String json) {
    return Payload.read(json, StoredTask.class).task(version);
  }
}
