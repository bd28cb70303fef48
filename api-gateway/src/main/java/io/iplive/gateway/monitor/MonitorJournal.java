package io.iplive.gateway.monitor;

import io.iplive.gateway.call.Refusal;
import java.util.List;

/** Decides commands on the newest state and records the events, with read model and outbox. */
public interface MonitorJournal {

  /** How a command ended. */
  sealed interface Outcome {

    /** The group is as asked for. */
    record Operated(Monitor monitor, boolean created) implements Outcome {}

    /** The group is stopped, or never was. */
    record Stopped() implements Outcome {}

    /** Nothing is recorded. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Decides and records as one step: of two commands for one group at the same time the second is
   * decided on what the first made. Recorded means durable.
   */
  Outcome execute(MonitorCommand command);

  /**
   * Many commands, each decided alone; those that can be are recorded as one step.
   *
   * @return the outcomes in the order of the commands
   */
  List<Outcome> executeAll(List<? extends MonitorCommand> commands);
}
