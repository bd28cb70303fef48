package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.round.ClosedRound;
import io.iplive.notifier.round.PendingRound;
import io.iplive.notifier.round.RoundSink;
import io.iplive.schemas.ConsumerLag;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rounds.v1 without ever waiting for a receiver: rounds finish in any order, and the offset
 * follows the lowest one that has not. It stops reading only while far too many are open, or while
 * the database or the registry do not answer.
 */
public final class RoundLoop {

  private static final Logger LOG = LoggerFactory.getLogger(RoundLoop.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration FAULT_PAUSE = Duration.ofMillis(500);
  private static final Duration COMMIT_EVERY = Duration.ofMillis(500);
  private static final int BATCH = 500;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final RoundAvro avro;
  private final RoundSink sink;
  private final DeadLetters deadLetters;
  private final int mostOpen;
  private final Duration grace;

  private final ConcurrentLinkedQueue<Place> finished = new ConcurrentLinkedQueue<>();
  private final RoundOffsets offsets = new RoundOffsets();
  private final Deque<ConsumerRecord<byte[], byte[]>> unread = new ArrayDeque<>();
  private final List<Read> decoded = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("rounds").unstarted(this::run);
  private long committedAt;
  private volatile @Nullable Consumer<byte[], byte[]> reading;
  private volatile boolean assigned;
  private volatile boolean draining;
  private volatile boolean stopping;

  /**
   * A loop.
   *
   * @param consumers makes consumers that do not commit by themselves
   * @param mostOpen how many rounds may be open before reading pauses
   * @param grace how long the loop may take to end
   */
  public RoundLoop(
      Supplier<Consumer<byte[], byte[]>> consumers,
      SchemaRegistry registry,
      RoundSink sink,
      DeadLetters deadLetters,
      int mostOpen,
      Duration grace) {
    this.consumers = consumers;
    this.avro = new RoundAvro(registry);
    this.sink = sink;
    this.deadLetters = deadLetters;
    this.mostOpen = mostOpen;
    this.grace = grace;
  }

  /** Where a record stands. */
  private record Place(TopicPartition partition, long offset) {}

  /** A record, and the round in it that somebody may be called for. */
  private record Read(Place at, Optional<PendingRound> round) {}

  public void start() {
    thread.start();
  }

  /** Whether rounds are being read by a member of the group. */
  public boolean running() {
    return thread.isAlive() && assigned;
  }

  /** Rounds still to read, of the partition that is furthest behind. */
  public double lag() {
    Consumer<byte[], byte[]> consumer = reading;
    return consumer == null ? 0 : ConsumerLag.worst(consumer.metrics());
  }

  /** Reads nothing more; goes on to commit what finishes. */
  public void stopReading() {
    draining = true;
  }

  private void run() {
    while (!stopping) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        consumer.subscribe(List.of(Topics.ROUNDS.name()), new Assignments(consumer));
        reading = consumer;
        read(consumer);
      } catch (KafkaException e) {
        LOG.warn("Reading rounds begins anew", e);
        pause();
      } finally {
        reading = null;
        assigned = false;
        unread.clear();
        decoded.clear();
        offsets.clear();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    boolean fault = false;
    while (!stopping) {
      if (fault || draining || offsets.open() > mostOpen) {
        consumer.pause(consumer.assignment());
      } else {
        consumer.resume(consumer.paused());
      }
      consumer.poll(fault ? FAULT_PAUSE : POLL).forEach(unread::add);
      fault = !draining && !handOver();
      commit(consumer);
    }
    drainFinished();
    consumer.commitSync(offsets.toCommit());
  }

  /** False when database, registry or broker do not answer; what was not taken then stays. */
  private boolean handOver() {
    try {
      sink.revisit();
      while (!unread.isEmpty() || !decoded.isEmpty()) {
        decodeSome();
        sink.take(decoded.stream().flatMap(read -> read.round().stream()).toList());
        for (Read read : decoded) {
          if (read.round().isEmpty()) {
            offsets.finished(read.at().partition(), read.at().offset());
          }
        }
        decoded.clear();
      }
      return true;
    } catch (StoreUnavailableException
        | RegistryUnavailableException
        | org.springframework.kafka.KafkaException e) {
      LOG.warn("Rounds wait: {}", e.getMessage());
      return false;
    }
  }

  private void decodeSome() {
    while (!unread.isEmpty() && decoded.size() < BATCH) {
      ConsumerRecord<byte[], byte[]> record = unread.element();
      Place at = new Place(partition(record), record.offset());
      Optional<PendingRound> round =
          decode(record).map(closed -> new PendingRound(closed, () -> finished.add(at)));
      offsets.begun(at.partition(), at.offset());
      decoded.add(new Read(at, round));
      unread.remove();
    }
  }

  /** Empty for what nobody is called for, dead letters included. */
  private Optional<ClosedRound> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return avro.round(record);
    } catch (SerializationException e) {
      deadLetters.bury(record, e);
      return Optional.empty();
    }
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    drainFinished();
    long now = System.nanoTime();
    if (now - committedAt > COMMIT_EVERY.toNanos()) {
      committedAt = now;
      Map<TopicPartition, OffsetAndMetadata> toCommit = offsets.toCommit();
      if (!toCommit.isEmpty()) {
        consumer.commitAsync(toCommit, (_, e) -> report(e));
      }
    }
  }

  private void drainFinished() {
    for (Place end = finished.poll(); end != null; end = finished.poll()) {
      offsets.finished(end.partition(), end.offset());
    }
  }

  private void report(@Nullable Exception e) {
    if (e != null) {
      LOG.warn("Offsets of rounds are not committed; the next commit includes them", e);
      offsets.commitAgain();
    }
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private void pause() {
    try {
      Thread.sleep(FAULT_PAUSE);
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  public void stop() throws InterruptedException {
    stopping = true;
    thread.join(grace);
  }

  /** Commits what is finished of a partition before it goes to another instance. */
  private final class Assignments implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;

    Assignments(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      drainFinished();
      consumer.commitSync(offsets.toCommit());
      onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      unread.removeIf(record -> partitions.contains(partition(record)));
      decoded.removeIf(read -> partitions.contains(read.at().partition()));
      offsets.forget(partitions);
    }
  }
}
