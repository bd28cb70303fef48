package io.iplive.gateway.kafka.state;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.Poison;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all of rounds.v1 in every replica, from where the kept states end, and keeps them every ten
 * seconds. Where nothing is kept it begins two days back: no monitor rests longer between rounds.
 */
public final class RoundReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RoundReader.class);

  private static final Topic LETTERS = Topics.deadLetters(Topics.ROUNDS, "gateway");
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration SAVE_EVERY = Duration.ofSeconds(10);
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(2);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final GatewayClients clients;
  private final RoundAvro avro;
  private final LastStates states;
  private final Poison poison;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean failing = true;

  /** A reader, not yet started. */
  public RoundReader(
      GatewayClients clients, RoundAvro avro, LastStates states, Poison poison, Clock clock) {
    this.clients = clients;
    this.avro = avro;
    this.states = states;
    this.poison = poison;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("gateway-states").daemon().unstarted(this::run);
  }

  /** Starts reading. */
  public void start() {
    thread.start();
  }

  /** Whether states are as of now. */
  public boolean reading() {
    return !failing;
  }

  private void run() {
    try {
      while (!closed(Duration.ZERO)) {
        try (Consumer<byte[], byte[]> consumer = clients.rounds()) {
          begin(consumer);
          read(consumer);
        } catch (InterruptException e) {
          throw new InterruptedException(e.getMessage());
        } catch (RuntimeException e) { // Whatever it is, what is kept is whole: on from there.
          failing = true;
          LOG.warn("States of targets stand still, next try in {}", PAUSE, e);
          closed(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.ROUNDS.name()).stream()
            .map(known -> new TopicPartition(known.topic(), known.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException(Topics.ROUNDS.name() + " is missing");
    }
    Map<Integer, Long> kept = states.load();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    long lookBack = clock.instant().minus(FIRST_LOOK_BACK).toEpochMilli();
    partitions.forEach(each -> times.put(each, lookBack));
    Map<TopicPartition, OffsetAndTimestamp> recent = consumer.offsetsForTimes(times);
    for (TopicPartition each : partitions) {
      long end = ends.getOrDefault(each, 0L);
      OffsetAndTimestamp first = recent.get(each);
      long fresh = first == null ? end : first.offset();
      long next = kept.getOrDefault(each.partition(), fresh);
      // Kept offsets beyond the end are of another topic of that name.
      consumer.seek(each, next <= end ? next : fresh);
      states.readTo(each.partition(), consumer.position(each));
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    Instant savedAt = clock.instant();
    while (!closed(Duration.ZERO)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record);
      }
      for (TopicPartition each : consumer.assignment()) {
        states.readTo(each.partition(), consumer.position(each));
      }
      failing = false;
      Instant now = clock.instant();
      if (!now.isBefore(savedAt.plus(SAVE_EVERY))) {
        savedAt = now;
        save(now);
      }
    }
    save(clock.instant());
  }

  private void save(Instant now) {
    try {
      states.save(now, SAVE_EVERY.dividedBy(2));
    } catch (JournalUnavailableException e) {
      LOG.warn("States of targets are not kept now: {}", e.getMessage());
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    byte[] value = record.value();
    while (value != null) {
      try {
        avro.fact(value).ifPresent(fact -> states.take(record.partition(), record.offset(), fact));
        return;
      } catch (RegistryUnavailableException e) {
        failing = true;
        LOG.warn("States of targets wait for the registry: {}", e.getMessage());
        if (closed(PAUSE)) {
          return;
        }
      } catch (SerializationException e) {
        poison.setAside(LETTERS, record, String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  private boolean closed(Duration patience) throws InterruptedException {
    return closing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(FAREWELL)) {
        thread.interrupt();
        thread.join(FAREWELL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
