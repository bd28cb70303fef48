package io.iplive.scheduler.kafka.job;

/** Tells the verdict how far a partition of probe-results.v1 has come. */
@FunctionalInterface
public interface AnswerTicks {

  /** Never blocks and never fails: the next one, a quarter of a second later, says more. */
  void tick(int partition);
}
