package io.iplive.prober.kafka;

import io.iplive.prober.probe.ProbeRequest;
import io.iplive.schemas.scheduler.ProbeJob;
import org.apache.kafka.common.TopicPartition;

/** A job in hand, and the place it was read from. */
record TakenJob(Place place, ProbeJob job, ProbeRequest request) {

  /** An offset of a partition. */
  record Place(TopicPartition partition, long offset) {}
}
