package io.iplive.prober.kafka;

import io.iplive.prober.kafka.TakenJob.Place;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the broker know how far jobs are done with. Confined to the polling thread. */
final class Commits {

  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration BROKER_CALL = Duration.ofSeconds(2);

  private final Consumer<byte[], byte[]> consumer;
  private final Progress progress = new Progress();
  private long nextNanos = System.nanoTime();

  Commits(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  void taken(Place place) {
    progress.taken(place);
  }

  void finished(Place place) {
    progress.finished(place);
  }

  void forget(Collection<TopicPartition> partitions) {
    progress.forget(partitions);
  }

  /** Now and then, without waiting. */
  void inPassing() {
    if (System.nanoTime() - nextNanos < 0) {
      return;
    }
    nextNanos = System.nanoTime() + EVERY.toNanos();
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.uncommitted(consumer.assignment());
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (_, failure) -> {
            if (failure != null) {
              LOG.warn("Offsets are not committed yet: {}", failure.getMessage());
              progress.notCommitted(offsets.keySet());
            }
          });
    }
  }

  /** At once, and waits for it. */
  void now(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.uncommitted(partitions);
    try {
      consumer.commitSync(offsets, BROKER_CALL);
    } catch (KafkaException e) {
      LOG.warn("Offsets are not committed, some jobs may run twice: {}", e.getMessage());
    }
  }
}
