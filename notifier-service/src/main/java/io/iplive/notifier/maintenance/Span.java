package io.iplive.notifier.maintenance;

import java.time.Instant;

/** One time of a maintenance, from its start to before its end. */
public record Span(Instant start, Instant end) {

  /** Whether an instant is in it. */
  public boolean covers(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }
}
