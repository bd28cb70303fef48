package io.iplive.scheduler.kafka.job;

import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.schedule.ScheduleEvent.LifecycleChanged;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of a round that have not left yet. */
public final class RoundInFlight {

  private final Instant lastDue;
  private final Set<Long> gone = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  /** A round whose last jobs leave then. */
  public RoundInFlight(Instant lastDue) {
    this.lastDue = lastDue;
  }

  /** When the last of them leave. */
  public Instant lastDue() {
    return lastDue;
  }

  /** None of them leaves any more: another instance has the partition, and hears of changes. */
  public void cancel() {
    cancelled = true;
  }

  /** What a change ends does not leave any more: some targets' jobs, or all. */
  public void after(LifecycleChanged change) {
    switch (change.fact().change()) {
      case STARTED, CHANGED, PAUSED, STOPPED, SUSPENDED -> cancelled = true;
      case TARGETS_REMOVED, TARGETS_MOVED ->
          change.targets().stream().map(Target::id).forEach(gone::add);
    }
  }

  /** Whether the jobs of this target stay. */
  public boolean isCancelled(long target) {
    return cancelled || gone.contains(target);
  }
}
