package io.iplive.benchmarks.topic;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics, committed records only, on a thread of its own. */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> reading;

  private TopicReader(
      String broker,
      List<Topic> topics,
      boolean fromNow,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
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
            bytes,
            bytes);
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromNow) {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    } else {
      consumer.seekToBeginning(partitions);
    }
    this.reading = thread.submit(() -> read(taker));
  }

  /**
   * Reads all there is, and what comes.
   *
   * @param taker called for each record, by one thread
   */
  public static TopicReader fromBeginning(
      String broker, List<Topic> topics, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    return new TopicReader(broker, topics, false, taker);
  }

  /** Reads what comes after the call has returned. */
  public static TopicReader fromNow(
      String broker, List<Topic> topics, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    return new TopicReader(broker, topics, true, taker);
  }

  private void read(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    try (consumer) {
      while (true) {
        consumer.poll(POLL).forEach(taker);
      }
    } catch (WakeupException _) {
      // Closed.
    }
  }

  /** Complains when reading has ended. */
  public void requireReading() throws InterruptedException {
    if (reading.isDone()) {
      try {
        reading.get();
      } catch (ExecutionException e) {
        throw new Complaint("what was published cannot be read: " + e.getCause(), e);
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
