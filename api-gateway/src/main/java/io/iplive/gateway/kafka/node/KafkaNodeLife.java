package io.iplive.gateway.kafka.node;

import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.node.NodeLife;
import io.iplive.gateway.node.Presence;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.NodeHeartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heartbeats for the nodes that poll here. Replicas that a balancer sends a node to in turn all
 * speak for it, each under its own name.
 */
public final class KafkaNodeLife implements NodeLife, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNodeLife.class);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final Clock clock;
  private final String instance = "gateway-" + UUID.randomUUID();
  private final Map<NodeId, Presence> present = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor thread;

  /** Begins to speak. */
  public KafkaNodeLife(GatewayClients clients, SchemaRegistry registry, Clock clock) {
    this.producer = clients.heartbeats();
    this.heartbeats = new AvroSerde<>(registry, NodeHeartbeat.class);
    this.clock = clock;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("gateway-node-life").factory());
    long tick = TICK.toMillis();
    var _ = thread.scheduleAtFixedRate(this::beat, tick, tick, TimeUnit.MILLISECONDS);
  }

  @Override
  public void polled(NodeId node, Optional<Instant> sentAt) {
    Instant now = clock.instant();
    present.compute(node, (_, before) -> Presence.polled(before, sentAt, now));
    thread.execute(() -> beat(node));
  }

  private void beat() {
    Instant now = clock.instant();
    present.values().removeIf(presence -> presence.past(now));
    present.keySet().forEach(this::beat);
  }

  /** On the one thread only: no other takes a heartbeat for sent. */
  private void beat(NodeId node) {
    Instant now = clock.instant();
    Presence presence = present.get(node);
    if (presence != null && presence.due(now)) {
      present.computeIfPresent(node, (_, known) -> known.beaten(now));
      send(node, presence.offset().there(now));
    }
  }

  private void send(NodeId node, Instant there) {
    NodeHeartbeat heartbeat =
        new NodeHeartbeat(node.value(), instance, there, 1, List.of(0), false, 0);
    byte[] key = Long.toString(node.value()).getBytes(StandardCharsets.UTF_8);
    String topic = Topics.NODE_HEARTBEATS.name();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(topic, key, heartbeats.encode(topic, heartbeat)),
              (_, failure) -> {
                if (failure != null) {
                  unheard(node, failure);
                }
              });
    } catch (KafkaException e) {
      unheard(node, e);
    }
  }

  private static void unheard(NodeId node, Exception failure) {
    LOG.warn("A heartbeat for node {} is not taken: {}", node.value(), failure.getMessage());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close(FAREWELL);
  }
}
