package io.iplive.gateway.history;

import java.time.Instant;
import java.util.List;

/**
 * What a target's hour came to, so far.
 *
 * @param through up to where its time is counted
 * @param millis how long it was what
 * @param buckets counts of response times by logarithmic bucket, trailing zeros left out
 */
public record RollupFact(
    long accountId,
    long targetId,
    Instant hour,
    Instant through,
    boolean complete,
    Times millis,
    int checks,
    int checksDown,
    int outages,
    long responseMillis,
    List<Long> buckets) {

  /** The five kinds of time; they add up to the time that passed. */
  public record Times(long up, long down, long inconclusive, long unmonitored, long paused) {

    public static final Times NONE = new Times(0, 0, 0, 0, 0);

    public Times plus(Times other) {
      return new Times(
          up + other.up,
          down + other.down,
          inconclusive + other.inconclusive,
          unmonitored + other.unmonitored,
          paused + other.paused);
    }
  }

  public RollupFact {
    buckets = List.copyOf(buckets);
  }
}
