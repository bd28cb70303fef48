package io.iplive.gateway.task;

import java.util.List;

/** What happens to a task; each carries the whole after it. */
public sealed interface TaskEvent {

  /** The whole after the event. */
  Task after();

  /** A part of a task that can change. */
  enum Part {
    KIND,
    DATA,
    NAME,
    DESTINATION,
    PERIOD,
    ERROR_PERIOD,
    TIMEOUT,
    NUM_ERROR,
    NUM_OK,
    LEVEL,
    INSPECTION,
    CONTACTS,
    RECOVERY,
    PARENT,
    FILING,
    SIMULATION
  }

  /** A new task. */
  record TaskCreated(Task after) implements TaskEvent {}

  /** Another definition of it. */
  record TaskChanged(List<Part> changed, Task after) implements TaskEvent {}

  /** It rests. */
  record TaskStopped(Task after) implements TaskEvent {}

  /** It is checked again. */
  record TaskStarted(Task after) implements TaskEvent {}

  /** It is gone for good. */
  record TaskDeleted(Task after) implements TaskEvent {}
}
