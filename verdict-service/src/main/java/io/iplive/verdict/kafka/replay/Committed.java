package io.iplive.verdict.kafka.replay;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Topics from a time on, as far as they reach at a moment, without what was never committed. */
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

  /** Where what was appended from then on begins; 0 only where all that ever was is kept. */
  Map<TopicPartition, Long> since(Topic topic, Instant then)
      throws InterruptedException, ExecutionException {
    OffsetSpec spec = OffsetSpec.forTimestamp(Math.max(0, then.toEpochMilli()));
    Map<TopicPartition, Long> since = offsets(topic, spec, IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> ends = written(topic);
    since.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
    return since;
  }

  /** Up to where everything is committed now. */
  Map<TopicPartition, Long> stable(Topic topic) throws InterruptedException, ExecutionException {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  /** Up to where anything is written now: reading to there waits for open transactions. */
  Map<TopicPartition, Long> written(Topic topic) throws InterruptedException, ExecutionException {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Every record from the starts to before the ends, partition by partition in order. */
  void each(
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(ends.keySet());
    starts.forEach(consumer::seek);
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
