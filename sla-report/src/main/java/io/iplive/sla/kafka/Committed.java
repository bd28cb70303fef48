package io.iplive.sla.kafka;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics, one partition at a time, without what was never committed; without a group. */
final class Committed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  /** So long a broker may say nothing at all. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int RECORDS = 10_000;
  private static final int FETCH = 8 * 1024 * 1024;

  /** Takes records in their order. */
  interface Reader {
    void take(ConsumerRecord<byte[], byte[]> record);
  }

  /** Where to read: up to an offset, and only up to an append time. */
  record Stretch(TopicPartition partition, long begin, long end, long lastAppend) {}

  private final Consumer<byte[], byte[]> consumer;

  Committed(Brokers brokers) {
    Map<String, Object> settings = new HashMap<>(brokers.settings());
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Every partition of topics; of one that does not exist there are none. */
  List<TopicPartition> partitions(Topic topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    List<PartitionInfo> known = consumer.partitionsFor(topic.name());
    if (known != null) {
      known.forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
    }
    return partitions;
  }

  /** Where partitions begin now. */
  Map<TopicPartition, Long> begins(List<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /** Up to where everything is committed now. */
  Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /** The first offset appended at or after a time; the end where there is none. */
  long since(TopicPartition partition, long time, long end) {
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, time)).get(partition);
    return found == null ? end : found.offset();
  }

  /** Every record of a stretch. */
  void each(Stretch stretch, Reader reader, Progress progress) {
    TopicPartition partition = stretch.partition();
    consumer.assign(List.of(partition));
    consumer.seek(partition, stretch.begin());
    long before = stretch.begin();
    long heard = System.nanoTime();
    while (before < stretch.end()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.offset() >= stretch.end() || record.timestamp() > stretch.lastAppend()) {
          progress.read(records.count(), stretch.end() - before);
          return;
        }
        take(record, reader);
      }
      long position = consumer.position(partition);
      if (position > before) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
        throw new TimeoutException(
            "%s said nothing for %d s".formatted(partition, PATIENCE.toSeconds()));
      }
      progress.read(records.count(), position - before);
      before = position;
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Reader reader) {
    try {
      reader.take(record);
    } catch (SerializationException e) {
      throw new SerializationException(
          "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
