package io.iplive.verdict.round;

import java.time.Instant;

/**
 * What every decision of a round carries.
 *
 * @param at names the round within its monitor: a second of the monitor's grid
 */
public record Round(
    long monitor,
    Version version,
    Owner owner,
    Instant at,
    Pace pace,
    int votesNeeded,
    Policy policy) {

  /** Which interval rules. */
  public enum Pace {
    NORMAL,
    ERROR
  }
}
