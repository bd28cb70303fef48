package io.iplive.gateway.monitor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When and how patiently a monitor's targets are probed.
 *
 * @param interval between rounds while nothing fails
 * @param errorInterval between rounds while a target fails; null: as {@code interval}, also when
 *     that changes
 * @param timeout of one attempt
 * @param retryCount further attempts inside a probe
 * @param numError failing rounds in a row that open an outage
 * @param numOk good rounds in a row that close it
 */
public record Pace(
    Duration interval,
    @Nullable Duration errorInterval,
    Duration timeout,
    int retryCount,
    int numError,
    int numOk) {

  static final Pace PRESET = new Pace(Duration.ofSeconds(60), null, Duration.ofSeconds(3), 0, 2, 1);

  /** The error interval in force. */
  public Duration effectiveErrorInterval() {
    return errorInterval == null ? interval : errorInterval;
  }

  /** The shorter of the two intervals: no round may outlast it. */
  Duration smallestInterval() {
    Duration error = effectiveErrorInterval();
    return error.compareTo(interval) < 0 ? error : interval;
  }

  /** How long a round may take: every attempt timing out, and two seconds of slack. */
  Duration longestRound() {
    return timeout.multipliedBy(retryCount + 1L).plusSeconds(2);
  }
}
