package io.iplive.gateway.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a node's clock is ahead of ours, from what it said of its time in its last calls. The way
 * only ever makes a clock look late, so the call that took least counts.
 */
public record ClockOffset(List<Duration> seen) {

  private static final int KEPT = 5;

  /** Of a node that has said nothing: taken for right. */
  public static final ClockOffset UNKNOWN = new ClockOffset(List.of());

  /** After a call that arrived now and was sent at the node's time. */
  public ClockOffset heard(Instant sentAt, Instant now) {
    return new ClockOffset(
        Stream.concat(Stream.of(Duration.between(now, sentAt)), seen.stream())
            .limit(KEPT)
            .toList());
  }

  /** The node's time. */
  public Instant there(Instant now) {
    return now.plus(seen.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO));
  }
}
