package io.iplive.gateway.task;

import io.iplive.gateway.action.Fault;
import java.util.List;

/** What comes of a command: at most one event. */
public sealed interface TaskDecision {

  /** This happens. */
  record Happens(TaskEvent event) implements TaskDecision {}

  /** All is as asked for already. */
  record Unchanged() implements TaskDecision {}

  /** Nothing: the command cannot be followed. */
  record Refused(List<Fault> faults) implements TaskDecision {}
}
