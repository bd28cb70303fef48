package io.iplive.local.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** A consumer of topics that are lists in memory. */
final class LogConsumer extends MockConsumer<byte[], byte[]> {

  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();

  LogConsumer() {
    super("earliest");
  }

  LogConsumer topic(String name) {
    TopicPartition partition = new TopicPartition(name, 0);
    log.put(partition, new ArrayList<>());
    Node[] nodes = {Node.noNode()};
    updatePartitions(name, List.of(new PartitionInfo(name, 0, Node.noNode(), nodes, nodes)));
    updateBeginningOffsets(Map.of(partition, 0L));
    updateEndOffsets(Map.of(partition, 0L));
    return this;
  }

  void append(String topic, Instant at, String key, byte[] value, Headers headers) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<byte[], byte[]>> records = records(partition);
    records.add(
        new ConsumerRecord<>(
            topic,
            0,
            records.size(),
            at.toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            key.length(),
            value.length,
            key.getBytes(UTF_8),
            value,
            headers,
            Optional.empty()));
    updateEndOffsets(Map.of(partition, (long) records.size()));
  }

  private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
    return Objects.requireNonNull(log.get(partition));
  }

  @Override
  public synchronized ConsumerRecords<byte[], byte[]> poll(Duration patience) {
    for (TopicPartition partition : assignment()) {
      records(partition).stream()
          .filter(record -> record.offset() >= position(partition))
          .forEach(this::addRecord);
    }
    return super.poll(patience);
  }
}
