package io.iplive.scheduler.kafka.job;

import io.iplive.scheduler.schedule.ScheduleEvent.RoundOpened;

/** Where the probe jobs of a round leave from. */
@FunctionalInterface
public interface Jobs {

  /**
   * Takes the jobs of a round, each to leave at its own due time. Never blocks and never fails:
   * what cannot be sent is counted, a lost job is a silent node.
   */
  RoundInFlight dispatch(RoundOpened round);
}
