package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Timing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the present series of slots begins; stored, so that every restart finds the same slots.
 *
 * @param firstAt a round off the grid, of a start or a new record; null: none
 * @param newestAt newest round opened before the series; null: none known
 * @param notBefore no slot of the grid before this
 */
public record Course(@Nullable Instant firstAt, @Nullable Instant newestAt, Instant notBefore) {

  /** Begins off the grid, then at the first slot half a period later. */
  static Course startingAt(Instant first, @Nullable Instant newest, Timing timing, int period) {
    return new Course(first, newest, first.plusSeconds(gap(timing, period)));
  }

  /** Goes on with another grid; a first round that has not come yet still comes. */
  static Course following(
      @Nullable Course before, @Nullable Instant newest, Instant earliest, Timing timing) {
    Instant first = before == null ? null : before.firstAt();
    boolean pending = first != null && (newest == null || first.isAfter(newest));
    Instant begin = earliest;
    if (newest != null) {
      begin = later(begin, newest.plusSeconds(timing.spanSeconds()));
    }
    if (pending && first != null) {
      begin = later(begin, first.plusSeconds(gap(timing, timing.errorPeriodSeconds())));
    }
    return new Course(pending ? first : null, newest, begin);
  }

  static long gap(Timing timing, int period) {
    return Math.max(Math.ceilDiv(period, 2), timing.spanSeconds());
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
