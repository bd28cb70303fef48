package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A clock that was ahead and is set right. What was done by it lies in the future now: waited for,
 * that would leave monitors without rounds for as long as the clock was ahead.
 */
public final class Setback {

  /**
   * A clock that goes back by this or less is waited for, so that no round is repeated; the verdict
   * takes no rounds that are further ahead of it.
   */
  static final Duration WAITED_FOR = Duration.ofSeconds(30);

  private Setback() {}

  /** Whether a clock that was at {@code before} has been set back, by more than can be waited. */
  public static boolean isBetween(Instant before, Instant now) {
    return before.isAfter(now.plus(WAITED_FOR));
  }

  /** The monitor without what it had from the future; the same object if it had nothing of it. */
  public static Monitor mended(Monitor monitor, Instant now) {
    Course course = course(monitor, now);
    Pace pace = pace(monitor.pace(), now);
    return course.equals(monitor.course()) && pace.equals(monitor.pace())
        ? monitor
        : monitor.with(pace, course);
  }

  private static Course course(Monitor monitor, Instant now) {
    Timing timing = monitor.definition().timing();
    Course course = monitor.course();
    Instant newest = course.newestAt();
    long furthest = timing.spanSeconds() + Course.gap(timing, timing.periodSeconds());
    boolean ofTheFuture =
        isBetween(course.notBefore().minusSeconds(furthest), now)
            || (newest != null && isBetween(newest, now));
    return ofTheFuture ? new Course(null, null, now) : course;
  }

  /** A pace of the future would keep away all that the verdict says until then. */
  private static Pace pace(Pace pace, Instant now) {
    if (!isBetween(pace.changedAt(), now)) {
      return pace;
    }
    return switch (pace) {
      case Pace.Normal _ -> new Pace.Normal(now);
      case Pace.Failing(Instant anchor, List<Long> targets, Instant _) ->
          new Pace.Failing(anchor, targets, now);
    };
  }
}
