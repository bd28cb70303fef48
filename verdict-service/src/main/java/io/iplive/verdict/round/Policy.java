package io.iplive.verdict.round;

import java.time.Duration;

/**
 * How a monitor is judged: errors in a row that open an outage, good rounds that close it, grids.
 */
public record Policy(int numError, int numOk, Duration period, Duration errorPeriod) {

  /**
   * Part of the stale limit. A constant where the deadline's grace is a setting: the machine must
   * give the same outages whoever replays rounds.v1.
   */
  private static final Duration STALE_GRACE = Duration.ofSeconds(1);

  public Policy {
    if (numError < 1 || numOk < 1) {
      throw new IllegalArgumentException(
          "numError=%d, numOk=%d: at least 1 each".formatted(numError, numOk));
    }
    if (!period.isPositive() || !errorPeriod.isPositive()) {
      throw new IllegalArgumentException(
          "period=%s, errorPeriod=%s: longer than nothing".formatted(period, errorPeriod));
    }
  }

  /** A monitor without a round for longer than this is stale: nothing is known of it. */
  public Duration staleAfter() {
    return staleAfter(period);
  }

  /** The stale limit of a monitor with this period. */
  public static Duration staleAfter(Duration period) {
    return period.multipliedBy(2).plus(STALE_GRACE);
  }
}
