package io.iplive.gateway.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a polling node is spoken for. The last heartbeat is under five seconds after the last
 * poll: with the ten that the scheduler takes a node for live after it, a node that has gone is
 * asked no more 15 seconds later.
 *
 * @param beatAt the last heartbeat; null: none yet
 */
public record Presence(Instant polledAt, @Nullable Instant beatAt, ClockOffset offset) {

  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration SPOKEN_FOR = Duration.ofMillis(4_500);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /**
   * After a poll.
   *
   * @param before null: the first
   * @param sentAt the node's own time, if it said so
   */
  public static Presence polled(@Nullable Presence before, Optional<Instant> sentAt, Instant now) {
    ClockOffset known = before == null ? ClockOffset.UNKNOWN : before.offset();
    return new Presence(
        now,
        before == null ? null : before.beatAt(),
        sentAt.map(there -> known.heard(there, now)).orElse(known));
  }

  /** Whether a heartbeat is to be sent. */
  public boolean due(Instant now) {
    return now.isBefore(polledAt.plus(SPOKEN_FOR))
        && (beatAt == null || !now.isBefore(beatAt.plus(EVERY)));
  }

  /** After a heartbeat. */
  public Presence beaten(Instant now) {
    return new Presence(polledAt, now, offset);
  }

  /** Whether it may be forgotten. */
  public boolean past(Instant now) {
    return polledAt.plus(REMEMBERED).isBefore(now);
  }
}
