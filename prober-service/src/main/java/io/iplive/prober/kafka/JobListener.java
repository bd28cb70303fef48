package io.iplive.prober.kafka;

import io.iplive.prober.probe.ProbeEngine;
import io.iplive.schemas.ConsumerLag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a node's jobs from start to stop; a consumer that breaks is followed by a new one. Jobs
 * whose results nobody takes are not read: the node is absent then.
 */
public final class JobListener implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(JobListener.class);
  private static final long BACK_OFF_SECONDS = 2;
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final Parts parts;
  private final KafkaClients clients;
  private final Duration drain;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private volatile @Nullable Consumer<byte[], byte[]> reading;

  /**
   * What a session works with.
   *
   * @param maxInFlight most jobs held at a time, whose results are not in the log
   */
  public record Parts(
      NodeIdentity node,
      int maxInFlight,
      ProbeEngine engine,
      ProbeAvro avro,
      ResultPublisher results,
      Heartbeats heartbeats,
      ProberMetrics metrics,
      InstantSource clock) {}

  /**
   * A listener.
   *
   * @param drain how long a stop waits for probes in flight
   */
  public JobListener(Parts parts, KafkaClients clients, Duration drain) {
    this.parts = parts;
    this.clients = clients;
    this.drain = drain;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().name(parts.node().client("jobs")).start(this::run);
  }

  private void run() {
    while (!over()) {
      try {
        session();
      } catch (KafkaException e) {
        LOG.error("The jobs' consumer broke, another follows", e);
        parts.heartbeats().report(Presence.ABSENT);
        pause();
      }
    }
  }

  private void session() {
    Consumer<byte[], byte[]> consumer = clients.jobs();
    reading = consumer;
    try {
      new JobSession(parts, consumer).run(this::over, drain);
    } finally {
      reading = null;
      consumer.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(leaving()));
    }
  }

  /** Whoever stops in order is not waited for: the others have its partitions at once. */
  private GroupMembershipOperation leaving() {
    return stopped() ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.DEFAULT;
  }

  /** Jobs still to read, of the partition that is furthest behind. */
  public double lag() {
    Consumer<byte[], byte[]> consumer = reading;
    return consumer == null ? 0 : ConsumerLag.worst(consumer.metrics());
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private boolean over() {
    return stopped() || parts.results().refusal() != null;
  }

  private void pause() {
    try {
      var _ = stopping.await(BACK_OFF_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stopping.countDown();
    if (thread != null) {
      try {
        var _ = thread.join(drain.plus(SPARE));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null && thread.isAlive() && !stopped();
  }
}
