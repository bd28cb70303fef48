package io.iplive.gateway.task;

import io.iplive.gateway.action.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides commands on the newest state and records the events, with read model and outbox. */
public interface TaskJournal {

  /** How a command ended. */
  sealed interface Outcome {

    /**
     * The task is as asked for.
     *
     * @param before the state it was in; null: it is new
     */
    record Done(Task task, Task.@Nullable State before) implements Outcome {

      /** Whether the command made it. */
      public boolean created() {
        return before == null;
      }
    }

    /** The account has no such task. */
    record Unknown() implements Outcome {}

    /** Nothing is recorded of this command. */
    record Refused(List<Fault> faults) implements Outcome {}
  }

  /**
   * Decides and records all of them as one step, each on what those before it made. Recorded means
   * durable; a command that is refused does not keep the others from being recorded.
   *
   * @return the outcomes in the order of the commands
   */
  List<Outcome> execute(List<? extends TaskCommand> commands);

  /** One command. */
  default Outcome execute(TaskCommand command) {
    return execute(List.of(command)).getFirst();
  }
}
