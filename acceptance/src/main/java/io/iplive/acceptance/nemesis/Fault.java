package io.iplive.acceptance.nemesis;

import java.time.Duration;

/**
 * Something that goes wrong, and is mended.
 *
 * @param at since the beginning
 * @param victim a member's name; of CUT and RESET, a link's
 * @param lasting until it is mended
 */
public record Fault(Duration at, Stroke stroke, String victim, Duration lasting) {

  /** What happens to the victim. */
  public enum Stroke {
    /** It is killed without a warning, and started again at the end. */
    KILL,
    /** It stands still, and goes on at the end as if nothing had been. */
    FREEZE,
    /** It is stopped in order, and started again at the end. */
    STOP,
    /** Nothing comes through, and what was sent comes at the end. */
    CUT,
    /** Its connections break, and may be made again at once. */
    RESET,
    /** It joins the others, and leaves them in order at the end. */
    JOIN
  }

  public Duration end() {
    return at.plus(lasting);
  }

  @Override
  public String toString() {
    return "%6.1f s  %-6s %-18s for %4.1f s"
        .formatted(at.toMillis() / 1e3, stroke, victim, lasting.toMillis() / 1e3);
  }
}
