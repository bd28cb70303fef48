package io.iplive.verdict.collector;

import java.time.Instant;

/**
 * How far a partition has been read, by the brokers' clocks.
 *
 * @param now newest append time of schedule.v1: when a thing happens. It never falls.
 * @param heard up to when answers have been read as well, never after {@code now}: only whose
 *     deadline is before it has not spoken. An answer that is on the broker and not yet read is not
 *     silence.
 */
public record TopicTime(Instant now, Instant heard) {

  public TopicTime {
    if (heard.isAfter(now)) {
      throw new IllegalArgumentException("heard=%s is after now=%s".formatted(heard, now));
    }
  }

  /** All that was answered until now has been read. */
  public static TopicTime heard(Instant now) {
    return new TopicTime(now, now);
  }
}
