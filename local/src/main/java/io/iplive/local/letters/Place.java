package io.iplive.local.letters;

import org.apache.kafka.common.TopicPartition;

/** Where a record stands. */
public record Place(String topic, int partition, long offset) {

  TopicPartition inTopic() {
    return new TopicPartition(topic, partition);
  }
}
