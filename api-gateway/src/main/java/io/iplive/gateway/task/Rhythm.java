package io.iplive.gateway.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When and how patiently a task is probed.
 *
 * @param period between rounds while nothing fails
 * @param errorPeriod between rounds from the first error on; null: half the period
 * @param timeout null: 10 s, or less where rounds would overlap
 * @param numError errors in a row that open an outage
 * @param numOk good checks in a row that close it
 * @param level number of nodes and votes, 0..4
 */
public record Rhythm(
    Duration period,
    @Nullable Duration errorPeriod,
    @Nullable Duration timeout,
    int numError,
    int numOk,
    int level) {

  static final Duration LEAST_ERROR_PERIOD = Duration.ofSeconds(6);

  /** What a round needs beside the timeout, so that two never overlap. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final Duration PRESET_TIMEOUT = Duration.ofSeconds(10);

  /** The error period in force. */
  public Duration effectiveErrorPeriod() {
    if (errorPeriod != null) {
      return errorPeriod;
    }
    Duration half = Duration.ofSeconds((period.toSeconds() + 1) / 2);
    return half.compareTo(LEAST_ERROR_PERIOD) < 0 ? LEAST_ERROR_PERIOD : half;
  }

  /** The timeout in force. */
  public Duration effectiveTimeout() {
    if (timeout != null) {
      return timeout;
    }
    Duration room = longestTimeout();
    return room.compareTo(PRESET_TIMEOUT) < 0 ? room : PRESET_TIMEOUT;
  }

  /** A longer one would make rounds overlap. */
  Duration longestTimeout() {
    return effectiveErrorPeriod().minus(SLACK);
  }
}
