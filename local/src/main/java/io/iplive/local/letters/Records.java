package io.iplive.local.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of topics by a consumer without a group that sees only what is committed. */
final class Records {

  private static final Duration POLL = Duration.ofMillis(200);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

  Records(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Names of all topics there are, with their partitions. */
  Map<String, Integer> topics() {
    Map<String, Integer> topics = new HashMap<>();
    consumer.listTopics().forEach((name, partitions) -> topics.put(name, partitions.size()));
    return topics;
  }

  Map<TopicPartition, Long> begins(List<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /** Reads on from those offsets to what is the end now. */
  void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    Map<TopicPartition, Long> ends = new HashMap<>(ends(List.copyOf(from.keySet())));
    ends.entrySet().removeIf(end -> end.getValue() <= from.getOrDefault(end.getKey(), 0L));
    consumer.assign(ends.keySet());
    ends.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          taker.accept(record);
        }
      }
    }
  }
}
