package io.iplive.scheduler.node;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far this machine's clock is from the brokers'. A heartbeat is read after it was appended, so
 * that the quickest of the last half minute tells the offset, and a little more by its way here.
 */
public final class ClockOffset {

  private static final Duration WINDOW = Duration.ofSeconds(15);

  private Instant begun = Instant.EPOCH;
  private @Nullable Duration before;
  private @Nullable Duration present;

  /** A record of that append time was read now, by this machine's clock. */
  public synchronized void saw(Instant appendedAt, Instant now) {
    roll(now);
    Duration way = Duration.between(appendedAt, now);
    present = least(present, way);
  }

  /** Positive when this clock is ahead; null when no heartbeat was read lately. */
  public synchronized @Nullable Duration estimate(Instant now) {
    roll(now);
    return least(present, before);
  }

  private void roll(Instant now) {
    if (now.isBefore(begun) || !now.isBefore(begun.plus(WINDOW.multipliedBy(2)))) {
      before = null;
      present = null;
      begun = now;
    } else if (!now.isBefore(begun.plus(WINDOW))) {
      before = present;
      present = null;
      begun = begun.plus(WINDOW);
    }
  }

  private static @Nullable Duration least(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
