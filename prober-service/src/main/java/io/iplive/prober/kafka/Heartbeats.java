package io.iplive.prober.kafka;

import io.iplive.schemas.SchemaRefusedException;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.NodeHeartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every two seconds, and at once when the assignment changes, which jobs this process reads.
 * The polling thread reports itself at each turn: when it stands still, nothing is claimed.
 */
public final class Heartbeats implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration STANDS_STILL = Duration.ofSeconds(10);
  private static final Duration UNHEARD = Duration.ofSeconds(10);

  private final NodeIdentity node;
  private final ProbeAvro avro;
  private final ProberMetrics metrics;
  private final BooleanSupplier suspect;
  private final InstantSource clock;
  private final Producer<byte[], byte[]> producer;
  private final ScheduledThreadPoolExecutor thread;
  private volatile Presence presence = Presence.ABSENT;
  private volatile long reportedNanos = System.nanoTime();
  private volatile long acknowledgedNanos = System.nanoTime() - UNHEARD.toNanos();
  private volatile boolean heard = true;
  private volatile @Nullable String refusal;

  /**
   * Heartbeats from now on.
   *
   * @param suspect whether the node does not trust itself at the moment
   */
  public Heartbeats(
      KafkaClients clients,
      NodeIdentity node,
      ProbeAvro avro,
      ProberMetrics metrics,
      BooleanSupplier suspect,
      InstantSource clock) {
    this.node = node;
    this.suspect = suspect;
    this.avro = avro;
    this.metrics = metrics;
    this.clock = clock;
    this.producer = clients.heartbeats();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name(node.client("heartbeats")).factory());
    var _ = thread.scheduleAtFixedRate(this::beat, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The polling thread turned, and this is how it stands. */
  void report(Presence now) {
    boolean changed = !now.equals(presence);
    presence = now;
    reportedNanos = System.nanoTime();
    if (changed) {
      LOG.info(
          "Node {} {} reads partitions {} of {}",
          node.nodeId(),
          node.instanceId(),
          now.assigned(),
          now.jobPartitions());
      thread.execute(this::beat);
    }
  }

  /** What is claimed now. */
  Presence presence() {
    boolean still = System.nanoTime() - reportedNanos > STANDS_STILL.toNanos();
    return still ? Presence.ABSENT : presence;
  }

  /** Whether the broker took a heartbeat lately. */
  boolean acknowledged() {
    return System.nanoTime() - acknowledgedNanos < UNHEARD.toNanos();
  }

  /** What the registry refused, so that no heartbeat gets out; null: nothing. */
  @Nullable String refusal() {
    return refusal;
  }

  private void beat() {
    if (refusal != null) {
      return;
    }
    Presence now = presence();
    NodeHeartbeat heartbeat =
        new NodeHeartbeat(
            node.nodeId(),
            node.instanceId(),
            clock.instant(),
            now.jobPartitions(),
            List.copyOf(now.assigned()),
            suspect.getAsBoolean(),
            metrics.inFlight());
    byte[] key = Long.toString(node.nodeId()).getBytes(StandardCharsets.UTF_8);
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.NODE_HEARTBEATS.name(), key, avro.bytes(heartbeat)),
              (_, failure) -> sent(failure));
    } catch (SchemaRefusedException e) {
      refusal = e.getMessage();
      LOG.error("Node {} is absent: the registry and this program disagree", node.nodeId(), e);
    } catch (KafkaException e) {
      sent(e);
    }
  }

  private void sent(@Nullable Exception failure) {
    if (failure == null) {
      acknowledgedNanos = System.nanoTime();
      heard = true;
    } else if (heard) {
      heard = false;
      LOG.warn("Heartbeats of node {} are not taken: {}", node.nodeId(), failure.getMessage());
    }
  }

  /** The last beat says that nothing is read here any more. */
  @Override
  public void close() {
    thread.shutdown();
    presence = Presence.ABSENT;
    beat();
    producer.close(EVERY);
  }
}
