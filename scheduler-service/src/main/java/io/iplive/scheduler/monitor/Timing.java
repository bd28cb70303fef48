package io.iplive.scheduler.monitor;

import java.time.Duration;

/**
 * How often, and how long a probe may take.
 *
 * @param periodSeconds between rounds while nothing fails
 * @param errorPeriodSeconds between rounds while a target fails
 * @param timeoutMillis bound of one attempt
 * @param retryCount immediate further attempts
 */
public record Timing(int periodSeconds, int errorPeriodSeconds, int timeoutMillis, int retryCount) {

  private static final long LONGEST_SPREAD_MILLIS = 10_000;
  private static final long MARGIN_MILLIS = 2_000;

  /** Refuses what no grid can be made of. */
  public Timing {
    require("periodSeconds", periodSeconds, 1, 86_400);
    require("errorPeriodSeconds", errorPeriodSeconds, 1, periodSeconds);
    require("timeoutMillis", timeoutMillis, 1, 3_600_000);
    require("retryCount", retryCount, 0, 100);
  }

  /** T: the longest a probe takes, retries included. */
  public Duration longestProbe() {
    return Duration.ofMillis(longestProbeMillis());
  }

  /** Over how long the targets of a round are spread. */
  public Duration spread() {
    return Duration.ofMillis(spreadMillis());
  }

  /** Whole seconds from a round to the next that is sure not to overlap with it. */
  public long spanSeconds() {
    return Math.ceilDiv(spreadMillis() + longestProbeMillis() + MARGIN_MILLIS, 1_000L);
  }

  private long longestProbeMillis() {
    return (long) timeoutMillis * (retryCount + 1);
  }

  private long spreadMillis() {
    long shortest = Math.min(periodSeconds, errorPeriodSeconds) * 1_000L;
    long room = shortest - longestProbeMillis() - MARGIN_MILLIS;
    long half = periodSeconds * 500L;
    return Math.max(0, Math.min(Math.min(half, LONGEST_SPREAD_MILLIS), room));
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s=%d, allowed %d..%d".formatted(name, value, least, most));
    }
  }
}
