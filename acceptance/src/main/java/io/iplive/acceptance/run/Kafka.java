package io.iplive.acceptance.run;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.UsageCounted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * An analyst's view of the topics: committed records, from the first to the last.
 *
 * @param brokers bootstrap address
 * @param registry root of the registry's API
 */
public record Kafka(String brokers, String registry) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(100);

  public List<OutageEvent> outages() {
    return all(Topics.OUTAGES, OutageEvent.class);
  }

  public List<RoundEvent> rounds() {
    return all(Topics.ROUNDS, RoundEvent.class);
  }

  public List<PaceChanged> paces() {
    return all(Topics.PACES, PaceChanged.class);
  }

  public List<ProbeResult> results() {
    return all(Topics.PROBE_RESULTS, ProbeResult.class);
  }

  public List<ScheduleEvent> schedule() {
    return all(Topics.SCHEDULE, ScheduleEvent.class);
  }

  public List<NodeEvent> nodes() {
    return all(Topics.NODES, NodeEvent.class);
  }

  public List<UsageCounted> usage() {
    return all(Topics.USAGE, UsageCounted.class);
  }

  private <T extends SpecificRecord> List<T> all(Topic topic, Class<T> type) {
    List<T> values = new ArrayList<>();
    read(topic, type, (value, _) -> values.add(value));
    return values;
  }

  /**
   * Hands over every record that has a value with its append time. Those of one monitor are in
   * their order; of several, interleaved by partition.
   */
  public <T extends SpecificRecord> void read(
      Topic topic, Class<T> type, BiConsumer<T, Instant> each) {
    AvroSerde<T> serde = new AvroSerde<>(new HttpSchemaRegistry(registry), type);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(partition -> new TopicPartition(topic.name(), partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("The end of " + topic.name() + " was not reached");
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
          if (record.value() != null) {
            each.accept(
                serde.decode(topic.name(), record.value()),
                Instant.ofEpochMilli(record.timestamp()));
          }
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            15_000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
