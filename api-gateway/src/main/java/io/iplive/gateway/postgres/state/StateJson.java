package io.iplive.gateway.postgres.state;

import io.iplive.gateway.postgres.Payload;
import io.iplive.gateway.state.Course;
import io.iplive.gateway.state.Watched;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** States as they are kept; times in milliseconds. */
final class StateJson {

  private StateJson() {}

  private record Stored(
      String course,
      long since,
      @Nullable Integer count,
      @Nullable Long goodSince,
      long addressVersion,
      @Nullable Long conclusive,
      @Nullable Long check,
      int status,
      @Nullable Integer response,
      @Nullable Boolean degraded) {}

  static String write(Watched watched) {
    Course course = watched.course();
    return switch (course) {
      case Course.Unknown _ -> stored(watched, "unknown", null, null);
      case Course.Up _ -> stored(watched, "up", null, null);
      case Course.Failing(int count, Instant _) -> stored(watched, "failing", count, null);
      case Course.Down(Instant _, int good, Instant goodSince) ->
          stored(watched, "down", good, goodSince);
      case Course.Stopped _ -> stored(watched, "stopped", null, null);
    };
  }

  private static String stored(
      Watched watched, String course, @Nullable Integer count, @Nullable Instant goodSince) {
    return Payload.write(
        new Stored(
            course,
            watched.course().since().toEpochMilli(),
            count,
            millis(goodSince),
            watched.addressVersion(),
            millis(watched.conclusiveAt()),
            millis(watched.lastCheck()),
            watched.status(),
            watched.responseMillis(),
            watched.degraded() ? true : null));
  }

  static Watched read(String json) {
    Stored stored = Payload.read(json, Stored.class);
    return new Watched(
        stored.addressVersion(),
        course(stored),
        instant(stored.conclusive()),
        instant(stored.check()),
        stored.status(),
        stored.response(),
        stored.degraded() != null && stored.degraded());
  }

  private static Course course(Stored stored) {
    Instant since = Instant.ofEpochMilli(stored.since());
    int count = stored.count() == null ? 0 : stored.count();
    Instant goodSince = instant(stored.goodSince());
    return switch (stored.course()) {
      case "unknown" -> new Course.Unknown(since);
      case "up" -> new Course.Up(since);
      case "failing" -> new Course.Failing(count, since);
      case "down" -> new Course.Down(since, count, goodSince == null ? since : goodSince);
      case "stopped" -> new Course.Stopped(since);
      default -> throw new IllegalStateException("No course is called " + stored.course());
    };
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  private static @Nullable Instant instant(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
