package io.iplive.scheduler.wheel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's place in the agenda: the slot that comes next and the newest that is over. One object
 * a monitor, linked into the agenda directly, because there may be a million.
 */
public final class Appointment {

  static final int NOWHERE = -2;
  static final int READY = -1;
  private static final long NEVER = Long.MIN_VALUE;

  private final long monitorId;
  long dueMillis;
  int bucket = NOWHERE;
  @Nullable Appointment before;
  @Nullable Appointment after;
  private long roundAt;
  private long newest = NEVER;

  Appointment(long monitorId) {
    this.monitorId = monitorId;
  }

  /** The monitor. */
  public long monitorId() {
    return monitorId;
  }

  /** The slot that comes next. */
  public Instant roundAt() {
    return Instant.ofEpochSecond(roundAt);
  }

  /** The newest slot that is over; null: none. */
  public @Nullable Instant newest() {
    return newest == NEVER ? null : Instant.ofEpochSecond(newest);
  }

  void set(Instant next, Instant due, @Nullable Instant over) {
    roundAt = next.getEpochSecond();
    dueMillis = due.toEpochMilli();
    newest = over == null ? NEVER : over.getEpochSecond();
  }
}
