package io.iplive.scheduler.node;

import java.time.Instant;

/**
 * How a node fared of late in one partition, told by the verdict.
 *
 * @param until when, by the time of schedule.v1
 * @param heard asks it answered
 * @param silent asks it did not answer in time
 * @param compared answers on targets that others agreed on
 * @param against of these, those that said the opposite
 * @param targetsAgainst distinct targets of these
 */
public record Conduct(
    long nodeId,
    Instant until,
    long heard,
    long silent,
    long compared,
    long against,
    int targetsAgainst) {

  /** Both. */
  Conduct and(Conduct other) {
    return new Conduct(
        nodeId,
        until.isBefore(other.until) ? other.until : until,
        heard + other.heard,
        silent + other.silent,
        compared + other.compared,
        against + other.against,
        targetsAgainst + other.targetsAgainst);
  }
}
