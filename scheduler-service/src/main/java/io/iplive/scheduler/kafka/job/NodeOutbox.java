package io.iplive.scheduler.kafka.job;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.RegistryUnavailableException;
import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.ProbeJob;
import io.micrometer.core.instrument.Counter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of one node, waiting for their due, and the thread that sends them. */
final class NodeOutbox {

  private static final Logger LOG = LoggerFactory.getLogger(NodeOutbox.class);
  private static final Duration RETRY = Duration.ofMillis(50);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AvroSerde<ProbeJob> serde;
  private final InstantSource clock;
  private final int capacity;
  private final Counter sent;
  private final Counter failed;
  private final DelayQueue<Waiting> queue = new DelayQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable String refusal;

  NodeOutbox(
      long nodeId,
      Producer<byte[], byte[]> producer,
      AvroSerde<ProbeJob> serde,
      InstantSource clock,
      int capacity,
      Counter sent,
      Counter failed) {
    this.topic = Topics.probeJobs(nodeId).name();
    this.producer = producer;
    this.serde = serde;
    this.clock = clock;
    this.capacity = capacity;
    this.sent = sent;
    this.failed = failed;
    this.thread = Thread.ofVirtual().name("jobs-of-node-" + nodeId).start(this::run);
  }

  void offer(ProbeJob job, RoundInFlight round) {
    if (queue.size() >= capacity) {
      failed.increment();
    } else {
      queue.add(new Waiting(job, round, clock));
    }
  }

  /** What the registry refused, so that no job leaves here any more; null: nothing. */
  @Nullable String refusal() {
    return refusal;
  }

  void close() {
    closing.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        Waiting due = queue.take();
        if (!due.round().isCancelled(due.job().getTargetId())) {
          send(due.job());
        }
      }
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries until the job is not worth starting; each try waits for the topic at most briefly. */
  private void send(ProbeJob job) throws InterruptedException {
    while (refusal == null && !clock.instant().isAfter(job.getStartBy())) {
      try {
        producer.partitionsFor(topic);
        byte[] key = Long.toString(job.getMonitorId()).getBytes(StandardCharsets.UTF_8);
        hand(new ProducerRecord<>(topic, key, serde.encode(topic, job)));
        return;
      } catch (TimeoutException | RegistryUnavailableException e) {
        LOG.debug("Cannot send to {} yet", topic, e);
        if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (SchemaRefusedException e) {
        refusal = e.getMessage();
        LOG.error(
            "No job leaves for {} any more: the registry and this program disagree", topic, e);
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        LOG.error("A job for {} cannot be sent", topic, e);
        break;
      }
    }
    failed.increment();
  }

  private void hand(ProducerRecord<byte[], byte[]> job) {
    // The outcome is the callback's; a job that is lost is a silent node.
    var _ =
        producer.send(
            job,
            (metadata, error) -> {
              if (error == null) {
                sent.increment();
              } else {
                failed.increment();
                LOG.debug("A job for {} was not delivered", topic, error);
              }
            });
  }

  private record Waiting(ProbeJob job, RoundInFlight round, InstantSource clock)
      implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      Duration left = Duration.between(clock.instant(), dueAt());
      return unit.convert(left.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Waiting waiting
          ? dueAt().compareTo(waiting.dueAt())
          : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    private Instant dueAt() {
      return job.getDueAt();
    }
  }
}
