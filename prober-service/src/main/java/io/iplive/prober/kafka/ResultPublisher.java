package io.iplive.prober.kafka;

import io.iplive.prober.kafka.ProbeAvro.Remarks;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.evidence.FirstFailures;
import io.iplive.schemas.DeadLetter;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.ProbeJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results and dead letters, on a thread of its own: neither the event loops nor the polling
 * thread may wait for a broker. Tries again until the broker or the registry answers; when the
 * registry refuses the schema, nothing is written any more and no job counts as done with.
 */
public final class ResultPublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultPublisher.class);
  private static final long BACK_OFF_MILLIS = 500;
  private static final long LOOK_MILLIS = 200;
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final ProbeAvro avro;
  private final BooleanSupplier suspect;
  private final ProberMetrics metrics;
  private final Producer<byte[], byte[]> producer;
  private final FirstFailures failures = new FirstFailures();
  private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String refusal;

  private record Outgoing(Supplier<ProducerRecord<byte[], byte[]>> record, Runnable acknowledged) {}

  /**
   * A publisher that runs.
   *
   * @param suspect whether the node does not trust itself at the moment
   */
  public ResultPublisher(
      KafkaClients clients,
      NodeIdentity node,
      ProbeAvro avro,
      ProberMetrics metrics,
      BooleanSupplier suspect) {
    this.avro = avro;
    this.suspect = suspect;
    this.metrics = metrics;
    this.producer = clients.results();
    this.thread = Thread.ofPlatform().daemon().name(node.client("results")).start(this::run);
  }

  /**
   * Publishes what a job came to; does not wait.
   *
   * @param slow whether the target is up, but slower than its check wants
   * @param acknowledged called once it is in the log, on a thread that must not be held up
   */
  void publish(ProbeJob job, ProbeReport report, boolean slow, Runnable acknowledged) {
    Remarks remarks =
        new Remarks(suspect.getAsBoolean(), slow, failures.tells(job.getTargetId(), report));
    queue.add(
        new Outgoing(
            () ->
                new ProducerRecord<>(
                    Topics.PROBE_RESULTS.name(),
                    Long.toString(job.getMonitorId()).getBytes(StandardCharsets.UTF_8),
                    avro.bytes(ProbeAvro.result(job, report, remarks))),
            acknowledged));
  }

  /** What the registry refused, so that no result gets out; null: nothing. */
  @Nullable String refusal() {
    return refusal;
  }

  /** Puts a job that nobody can run aside, with where it came from and why; does not wait. */
  void setAside(ConsumerRecord<byte[], byte[]> poison, String reason, Runnable acknowledged) {
    metrics.deadLettered();
    queue.add(new Outgoing(() -> deadLetter(poison, reason), acknowledged));
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> poison, String reason) {
    DeadLetter letter = new DeadLetter(poison.topic(), poison.partition(), poison.offset(), reason);
    return new ProducerRecord<>(
        Topics.jobDeadLetters().name(),
        null,
        poison.key(),
        poison.value(),
        letter.headers(poison.headers()));
  }

  private void run() {
    try {
      while (closing.getCount() > 0 || !queue.isEmpty()) {
        Outgoing outgoing = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (outgoing != null && refusal == null) {
          send(outgoing);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Outgoing outgoing) throws InterruptedException {
    try {
      var _ = producer.send(outgoing.record.get(), (_, failure) -> sent(outgoing, failure));
    } catch (RetriableException e) {
      LOG.warn("A result waits: {}", e.getMessage());
      if (!closing.await(BACK_OFF_MILLIS, TimeUnit.MILLISECONDS)) {
        queue.add(outgoing);
      }
    } catch (SchemaRefusedException e) {
      refusal = e.getMessage();
      LOG.error("No result is written any more: the registry and this program disagree", e);
    } catch (KafkaException e) {
      lost(outgoing, e);
    }
  }

  private void sent(Outgoing outgoing, @Nullable Exception failure) {
    switch (failure) {
      case null -> outgoing.acknowledged.run();
      case RetriableException _ -> sendLater(outgoing);
      default -> lost(outgoing, failure);
    }
  }

  /** Not while closing: the job is not acknowledged then, and whoever reads it next decides. */
  private void sendLater(Outgoing outgoing) {
    if (closing.getCount() > 0) {
      queue.add(outgoing);
    }
  }

  /** No repeat helps; the job counts as done with, or it would hold up its partition for ever. */
  private void lost(Outgoing outgoing, Exception failure) {
    LOG.error("A result cannot be written", failure);
    metrics.lost();
    outgoing.acknowledged.run();
  }

  /** Writes what is queued, for a few seconds at most. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    producer.close(CLOSE);
  }
}
