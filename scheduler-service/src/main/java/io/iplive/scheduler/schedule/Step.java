package io.iplive.scheduler.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a fact.
 *
 * @param next state after it; the same object when nothing changed; null: still unknown
 * @param events to announce
 */
public record Step(@Nullable Monitor next, List<ScheduleEvent> events) {

  /** Copies the list. */
  public Step {
    events = List.copyOf(events);
  }

  static Step unchanged(@Nullable Monitor monitor) {
    return new Step(monitor, List.of());
  }
}
