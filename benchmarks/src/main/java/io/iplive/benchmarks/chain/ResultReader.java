package io.iplive.benchmarks.chain;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code probe-results.v1} from now on, on a thread of its own. */
final class ResultReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final String TOPIC = Topics.PROBE_RESULTS.name();

  private final Observations observations;
  private final AvroSerde<ProbeResult> serde;
  private final Consumer<byte[], byte[]> consumer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("results").factory());
  private final Future<?> reading;

  ResultReader(String broker, String registry, Observations observations) {
    this.observations = observations;
    this.serde = new AvroSerde<>(new HttpSchemaRegistry(registry), ProbeResult.class);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                64 << 10,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                250,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    this.reading = thread.submit(this::read);
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          observations.saw(probe(serde.decode(TOPIC, record.value())));
        }
      }
    } catch (WakeupException _) {
      // Closed.
    }
  }

  private static Probe probe(ProbeResult result) {
    return new Probe(
        result.getMonitorId(),
        result.getTargetId(),
        result.getRoundAt().toEpochMilli(),
        result.getDueAt().toEpochMilli(),
        result.getStartedAt().toEpochMilli(),
        result.getFinishedAt().toEpochMilli(),
        result.getJudgement() == Judgement.UP);
  }

  /** Complains when reading has ended. */
  void requireReading() throws InterruptedException {
    if (reading.isDone()) {
      try {
        reading.get();
      } catch (ExecutionException e) {
        throw new Complaint("probe-results.v1 cannot be read: " + e.getCause(), e);
      }
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
