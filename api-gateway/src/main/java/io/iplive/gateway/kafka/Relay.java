package io.iplive.gateway.kafka;

import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.journal.Outbox.Lane;
import io.iplive.gateway.journal.Outbox.Waiting;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox in its order: one transaction a batch, rows deleted once it is committed.
 * One of all replicas does it. A leader that freezes and wakes is fenced, because its successor's
 * producer has the same transactional id. A crash between commit and deletion publishes a batch
 * twice; consumers drop what is not newer by (epoch, version). A schema that the registry refuses
 * ends it: another replica, perhaps of another version, may try.
 */
public final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private static final int BATCH = 500;
  private static final Duration POLL = Duration.ofMillis(100);

  /** Under load a transaction costs more than its events: not more often than this. */
  private static final Duration PACE = Duration.ofMillis(25);

  private static final Duration STANDBY = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final GatewayAvro avro;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile RelayState state = new RelayState.Starting();

  /**
   * A relay, not yet started.
   *
   * @param producers of one transactional id
   */
  public Relay(
      Outbox outbox, Supplier<Producer<byte[], byte[]>> producers, SchemaRegistry registry) {
    this.outbox = outbox;
    this.producers = producers;
    this.avro = new GatewayAvro(registry);
    this.thread = Thread.ofPlatform().name("gateway-relay").daemon().unstarted(this::run);
  }

  /** Starts publishing. */
  public void start() {
    thread.start();
  }

  /** What it does now. */
  public RelayState state() {
    return state;
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    try {
      while (!closed(Duration.ZERO)) {
        try {
          serve();
        } catch (InterruptException e) {
          throw new InterruptedException(e.getMessage());
        } catch (SchemaRefusedException e) {
          state = new RelayState.Refused(String.valueOf(e.getMessage()));
          LOG.error("Nothing is published any more: the registry and this program disagree", e);
          return;
        } catch (RuntimeException e) { // Whatever it is, the events wait and are tried again.
          pause = state instanceof RelayState.Failing ? longer(pause) : SHORTEST_PAUSE;
          state = new RelayState.Failing(String.valueOf(e.getMessage()));
          LOG.warn("Recorded events wait to be published, next try in {}", pause, e);
          closed(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    state = new RelayState.Stopped();
  }

  private void serve() throws InterruptedException {
    try (Lane lane = outbox.open()) {
      while (!lane.lead()) {
        state = new RelayState.Standby();
        if (closed(STANDBY)) {
          return;
        }
      }
      Producer<byte[], byte[]> producer = producers.get();
      try {
        producer.initTransactions();
        state = new RelayState.Leading();
        long last = System.nanoTime() - PACE.toNanos();
        while (!closed(PACE.minusNanos(System.nanoTime() - last))) {
          long began = System.nanoTime();
          last = publish(lane, producer) ? began : last;
        }
      } finally {
        producer.close(Duration.ZERO);
      }
    }
  }

  /** Whether there was anything; else waits for something. */
  private boolean publish(Lane lane, Producer<byte[], byte[]> producer)
      throws InterruptedException {
    List<Waiting> batch = lane.next(BATCH);
    if (batch.isEmpty()) {
      lane.await(POLL);
      return false;
    }
    List<ProducerRecord<byte[], byte[]>> records =
        batch.stream()
            .map(Waiting::recorded)
            .flatMap(event -> avro.records(event).stream())
            .toList();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    commit(producer);
    sent.forEach(Future::resultNow);
    lane.published(batch);
    return true;
  }

  /** A commit that timed out may have happened; only the same call again tells. */
  private void commit(Producer<byte[], byte[]> producer) throws InterruptedException {
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException e) {
        if (closed(Duration.ZERO)) {
          throw e;
        }
        LOG.warn("The broker has not confirmed a transaction, asking again", e);
      }
    }
  }

  private boolean closed(Duration patience) throws InterruptedException {
    return closing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
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
