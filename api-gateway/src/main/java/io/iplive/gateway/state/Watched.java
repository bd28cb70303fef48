package io.iplive.gateway.state;

import io.iplive.gateway.state.TargetState.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target and what is held of it.
 *
 * @param addressVersion rounds of an older address say nothing
 * @param conclusiveAt the last round with a good or a failing end; null: none
 * @param lastCheck the last closed round; null: none
 * @param degraded whether it answers too slowly while it is up
 */
public record Watched(
    long addressVersion,
    Course course,
    @Nullable Instant conclusiveAt,
    @Nullable Instant lastCheck,
    int status,
    @Nullable Integer responseMillis,
    boolean degraded) {

  static Watched fresh(long addressVersion, Instant at) {
    return new Watched(addressVersion, new Course.Unknown(at), null, null, 0, null, false);
  }

  Watched with(Course next) {
    return new Watched(
        addressVersion, next, conclusiveAt, lastCheck, status, responseMillis, degraded);
  }

  Watched moved(long version, Course next) {
    return new Watched(version, next, conclusiveAt, lastCheck, status, responseMillis, degraded);
  }

  Watched slow(boolean now) {
    return new Watched(
        addressVersion, course, conclusiveAt, lastCheck, status, responseMillis, now);
  }

  /** As callers read it. */
  public TargetState shown() {
    return new TargetState(
        switch (course) {
          case Course.Unknown _ -> Standing.UNKNOWN;
          case Course.Up _ -> Standing.UP;
          case Course.Failing _ -> Standing.FAILING;
          case Course.Down _ -> Standing.DOWN;
          case Course.Stopped _ -> Standing.STOPPED;
        },
        status,
        course.since(),
        lastCheck,
        responseMillis,
        degraded && course instanceof Course.Up);
  }
}
