package io.iplive.verdict.kafka.replay;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Whole topics, as far as they reach at a moment, without what was never committed. */
final class Committed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Admin admin;
  private final Consumer<byte[], byte[]> consumer;

  Committed(Brokers brokers) {
    admin = Admin.create(brokers.settings());
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings = brokers.settings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    consumer = new KafkaConsumer<>(settings, bytes, bytes);
  }

  /** Partitions whose first record was deleted. */
  Set<Integer> cut(Topic topic) throws InterruptedException, ExecutionException {
    Set<Integer> cut = new HashSet<>();
    offsets(topic, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED)
        .forEach((partition, first) -> {
          if (first > 0) {
            cut.add(partition.partition());
          }
        });
    return cut;
  }

  /** Up to where everything is committed now. */
  Map<TopicPartition, Long> stable(Topic topic) throws InterruptedException, ExecutionException {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Up to where anything is written now: reading to there waits for open transactions. */
  Map<TopicPartition, Long> written(Topic topic) throws InterruptedException, ExecutionException {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Every record before these ends, partition by partition in order. */
  void each(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end) {
          reader.accept(record);
        }
      }
    }
  }

  private Map<TopicPartition, Long> offsets(Topic topic, OffsetSpec spec, IsolationLevel isolation)
      throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(partition -> specs.put(partition, spec));
    ListOffsetsResult result = admin.listOffsets(specs, new ListOffsetsOptions(isolation));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      offsets.put(partition, result.partitionResult(partition).get().offset());
    }
    return offsets;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
