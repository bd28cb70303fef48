package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Version;
import io.iplive.scheduler.node.Asking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the scheduler tells the world. */
public sealed interface ScheduleEvent {

  /**
   * A round began.
   *
   * @param definition in force
   * @param version of the definition
   * @param roundAt names the round within its monitor
   * @param failing whether it is on the error grid
   * @param dues targets probed, by due
   * @param asking whom, and the votes needed
   * @param lasts results may come this long after the event
   * @param deadline by our clock; later results do not count
   */
  record RoundOpened(
      Definition definition,
      Version version,
      Instant roundAt,
      boolean failing,
      List<Due> dues,
      Asking asking,
      Duration lasts,
      Instant deadline)
      implements ScheduleEvent {

    /** Copies the list. */
    public RoundOpened {
      dues = List.copyOf(dues);
    }

    /** When its first probes start. */
    public Instant firstDue() {
      return dues.getFirst().at();
    }

    /** When its last probes start. */
    public Instant lastDue() {
      return dues.getLast().at();
    }
  }

  /**
   * Slots were not opened.
   *
   * @param monitorId the monitor
   * @param roundAt the last of them
   * @param reason why
   * @param slots how many
   */
  record RoundSkipped(long monitorId, Instant roundAt, SkipReason reason, int slots)
      implements ScheduleEvent {}

  /**
   * A monitor changed.
   *
   * @param definition after the change
   * @param fact the change
   * @param targets it speaks of
   */
  record LifecycleChanged(Definition definition, Fact fact, List<Target> targets)
      implements ScheduleEvent {}
}
