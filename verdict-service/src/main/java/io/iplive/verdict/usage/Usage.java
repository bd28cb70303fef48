package io.iplive.verdict.usage;

import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks of an account in one window of one partition (ARCHITECTURE, decision 15).
 *
 * @param window when it began
 * @param checks targets of closed conclusive rounds
 */
public record Usage(long account, Instant window, long checks) {

  /** How long a window is. */
  public static final Duration LENGTH = Duration.ofSeconds(10);

  /** The window that a time is in. */
  public static Instant window(Instant at) {
    long length = LENGTH.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length) * length);
  }

  /** What a closed round costs. */
  public static int checks(RoundEvent.Closed round) {
    return Math.toIntExact(
        round.verdicts().stream()
            .filter(verdict -> verdict.outcome() == Outcome.UP || verdict.outcome() == Outcome.DOWN)
            .count());
  }

  /** Makes its charge unique, however often the window is told. */
  public String id(int partition) {
    return "%d:%d:%d".formatted(account, window.getEpochSecond(), partition);
  }
}
