package io.iplive.scheduler.kafka.start;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker. End offsets alone will not do: writers are transactional, so the last offsets of
 * a partition are mostly markers that no processor ever sees. The last record before the end is
 * what the task waits for.
 */
public final class BrokerStartLine implements StartLine, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerStartLine.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FRUITLESS_POLLS = 50;
  private static final long WIDEN = 16;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final List<String> topics;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("start-line").factory());
  private volatile boolean closed;

  /**
   * A reader of these topics.
   *
   * @param consumers of committed records, in the group whose offsets count, never subscribed
   */
  public BrokerStartLine(Supplier<Consumer<byte[], byte[]>> consumers, List<String> topics) {
    this.consumers = consumers;
    this.topics = List.copyOf(topics);
  }

  @Override
  public CompletableFuture<Map<String, Long>> of(int partition) {
    return CompletableFuture.supplyAsync(() -> untilRead(partition), thread);
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }

  private Map<String, Long> untilRead(int partition) {
    while (true) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        Map<String, Long> line = new HashMap<>();
        for (String topic : topics) {
          long last = last(consumer, new TopicPartition(topic, partition));
          if (last >= 0) {
            line.put(topic, last);
          }
        }
        return line;
      } catch (KafkaException e) {
        if (closed) {
          throw e;
        }
        LOG.warn(
            "Cannot read yet how far partition {} has to be read: {}", partition, e.toString());
      }
    }
  }

  /** Offset of the last record not yet committed by the group; negative: none. */
  private static long last(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    long floor =
        committed == null
            ? consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L)
            : committed.offset();
    consumer.assign(Set.of(partition));
    long from = end;
    for (long step = 1; from > floor; step *= WIDEN) {
      from = Math.max(floor, end - step);
      long last = lastBetween(consumer, partition, from, end);
      if (last >= 0) {
        return last;
      }
    }
    return -1;
  }

  private static long lastBetween(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
    consumer.seek(partition, from);
    long last = -1;
    int fruitless = 0;
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        last = record.offset() < end ? record.offset() : last;
      }
      fruitless = consumer.position(partition) == before ? fruitless + 1 : 0;
      if (fruitless > FRUITLESS_POLLS) {
        throw new TimeoutException("No answer from " + partition);
      }
    }
    return last;
  }
}
