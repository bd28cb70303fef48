package io.iplive.scheduler.wheel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is due next: a hashed timing wheel with one appointment a monitor. Setting, moving and
 * cancelling are O(1); a bucket is looked through once a turn, entries of later turns included.
 */
public final class Agenda {

  private static final int BUCKETS = 8_192;
  private static final long BUCKET_MILLIS = 10;

  private final Appointments appointments = new Appointments();
  private final @Nullable Appointment[] buckets = new @Nullable Appointment[BUCKETS];
  private @Nullable Appointment ready;
  private @Nullable Appointment lastReady;

  /** Number of the bucket looked through last. */
  private long turned;

  /** An empty agenda as of a time. */
  public Agenda(Instant now) {
    turned = now.toEpochMilli() / BUCKET_MILLIS;
  }

  /** Monitors with an appointment. */
  public int size() {
    return appointments.size();
  }

  /** Sets or moves a monitor's appointment. */
  public void set(long monitorId, Instant roundAt, Instant dueAt, @Nullable Instant newest) {
    Appointment appointment = appointments.of(monitorId);
    unlink(appointment);
    appointment.set(roundAt, dueAt, newest);
    link(appointment);
  }

  /** Cancels a monitor's appointment. */
  public void cancel(long monitorId) {
    Appointment appointment = appointments.remove(monitorId);
    if (appointment != null) {
      unlink(appointment);
    }
  }

  /** The newest slot of a monitor that is over; null: none known. */
  public @Nullable Instant newest(long monitorId) {
    Appointment appointment = appointments.get(monitorId);
    return appointment == null ? null : appointment.newest();
  }

  /** The next appointment due by now, to be set or cancelled by the caller; null: none. */
  public @Nullable Appointment poll(Instant now) {
    if (ready == null) {
      turn(now.toEpochMilli());
    }
    Appointment due = ready;
    if (due != null) {
      unlink(due);
    }
    return due;
  }

  private void turn(long now) {
    long current = now / BUCKET_MILLIS;
    // A bucket that is only partly due is looked at again, so that nothing waits for its end.
    for (long number = Math.max(turned, current - BUCKETS + 1); number <= current; number++) {
      collect(bucket(number), now);
    }
    turned = Math.max(turned, current);
  }

  private void collect(int bucket, long now) {
    Appointment appointment = buckets[bucket];
    while (appointment != null) {
      Appointment following = appointment.after;
      if (appointment.dueMillis <= now) {
        unlink(appointment);
        append(appointment);
      }
      appointment = following;
    }
  }

  private void link(Appointment appointment) {
    long number = Math.max(turned, appointment.dueMillis / BUCKET_MILLIS);
    int bucket = bucket(number);
    Appointment head = buckets[bucket];
    appointment.bucket = bucket;
    appointment.after = head;
    if (head != null) {
      head.before = appointment;
    }
    buckets[bucket] = appointment;
  }

  private void append(Appointment appointment) {
    appointment.bucket = Appointment.READY;
    Appointment last = lastReady;
    appointment.before = last;
    if (last == null) {
      ready = appointment;
    } else {
      last.after = appointment;
    }
    lastReady = appointment;
  }

  private void unlink(Appointment appointment) {
    Appointment before = appointment.before;
    Appointment after = appointment.after;
    if (before != null) {
      before.after = after;
    } else if (appointment.bucket == Appointment.READY) {
      ready = after;
    } else if (appointment.bucket != Appointment.NOWHERE) {
      buckets[appointment.bucket] = after;
    }
    if (after != null) {
      after.before = before;
    } else if (appointment.bucket == Appointment.READY) {
      lastReady = before;
    }
    appointment.before = null;
    appointment.after = null;
    appointment.bucket = Appointment.NOWHERE;
  }

  private static int bucket(long number) {
    return Math.floorMod(number, BUCKETS);
  }
}
