package io.iplive.benchmarks.topic;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the events of a topic, committed ones only. */
public record Published(String broker) {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Reads from the beginning until there are so many, and then whether there are more. */
  public void require(Topic topic, long wanted) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            bytes,
            bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      long seen = 0;
      int idle = 0;
      while ((seen < wanted || idle < 2) && Instant.now().isBefore(deadline)) {
        int fresh = consumer.poll(POLL).count();
        idle = fresh == 0 ? idle + 1 : 0;
        seen += fresh;
      }
      if (seen != wanted) {
        throw new Complaint(
            "%,d events of %s are published, and not %,d".formatted(seen, topic.name(), wanted));
      }
    }
  }
}
