package io.iplive.notifier.kafka.step;

import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.outbox.Outbox.Lane;
import io.iplive.notifier.outbox.Step;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the steps of deliveries in their order, as the gateway does its events (ARCHITECTURE,
 * decision 1): one transaction a batch, rows deleted once it is committed; one of all instances
 * does it, and one that freezes and wakes is fenced by its successor's producer of the same
 * transactional id. A crash between commit and deletion publishes a batch twice under the same
 * event ids. A schema that the registry refuses ends it: no repeat will help.
 */
public final class StepRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StepRelay.class);

  private static final int BATCH = 2_000;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STANDBY = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final StepAvro avro;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile State state = State.STARTING;
  private volatile @Nullable String refusal;

  /**
   * A relay, not yet started.
   *
   * @param producers of one transactional id
   */
  public StepRelay(
      Outbox outbox, Supplier<Producer<byte[], byte[]>> producers, SchemaRegistry registry) {
    this.outbox = outbox;
    this.producers = producers;
    this.avro = new StepAvro(registry);
    this.thread = Thread.ofPlatform().name("delivery-relay").daemon().unstarted(this::run);
  }

  /** What it does now. */
  public enum State {
    STARTING,
    LEADING,
    /** Another instance publishes. */
    STANDBY,
    FAILING,
    /** The registry refuses the schema. */
    REFUSED,
    STOPPED;

    /** Whether steps get out, by this instance or another. */
    public boolean works() {
      return this == LEADING || this == STANDBY;
    }
  }

  public void start() {
    thread.start();
  }

  public State state() {
    return state;
  }

  /** What the registry refused; null: nothing. */
  public @Nullable String refusal() {
    return refusal;
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
          refusal = e.getMessage();
          state = State.REFUSED;
          LOG.error("No step is published any more: the registry and this program disagree", e);
          return;
        } catch (RuntimeException e) { // Whatever it is, the steps wait and are tried again.
          pause = state == State.FAILING ? longer(pause) : SHORTEST_PAUSE;
          state = State.FAILING;
          LOG.warn("Steps of deliveries wait to be published, next try in {}", pause, e);
          closed(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    state = State.STOPPED;
  }

  private void serve() throws InterruptedException {
    try (Lane lane = outbox.open()) {
      while (!lane.lead()) {
        state = State.STANDBY;
        if (closed(STANDBY)) {
          return;
        }
      }
      Producer<byte[], byte[]> producer = producers.get();
      try {
        producer.initTransactions();
        state = State.LEADING;
        while (!closed(Duration.ZERO)) {
          if (!published(lane, producer)) {
            closed(POLL);
          }
        }
      } finally {
        producer.close(Duration.ZERO);
      }
    }
  }

  /** False when there may be nothing more for a while. */
  private boolean published(Lane lane, Producer<byte[], byte[]> producer)
      throws InterruptedException {
    List<Step> batch = lane.next(BATCH);
    if (batch.isEmpty()) {
      return false;
    }
    List<ProducerRecord<byte[], byte[]>> records = batch.stream().map(avro::record).toList();
    producer.beginTransaction();
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    commit(producer);
    sent.forEach(Future::resultNow);
    lane.published(batch);
    return batch.size() == BATCH;
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
