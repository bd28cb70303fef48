package io.iplive.verdict.monitor;

import io.iplive.verdict.collector.Reading;
import io.iplive.verdict.outage.DegradedChanged;
import io.iplive.verdict.outage.FlappingChanged;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.rollup.Rollup;
import io.iplive.verdict.round.RoundEvent;

/** What a step says to the world. */
public sealed interface Output {

  /** For rounds.v1. */
  record OfRound(RoundEvent event) implements Output {}

  /** For outages.v1. */
  record OfOutage(OutageEvent event) implements Output {}

  /** For rounds.v1, beside what the machine took. */
  record OfFlapping(FlappingChanged event) implements Output {}

  /** For rounds.v1, beside what the machine took. */
  record OfDegraded(DegradedChanged event) implements Output {}

  /** For paces.v1; at most one a step. */
  record OfPace(PaceChanged event) implements Output {}

  /** For rollups.v1. */
  record OfRollup(Rollup event) implements Output {}

  /** For the meters. */
  record Read(Reading reading) implements Output {}
}
