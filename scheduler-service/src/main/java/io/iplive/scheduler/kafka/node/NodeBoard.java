package io.iplive.scheduler.kafka.node;

import io.iplive.scheduler.node.Beat;
import io.iplive.scheduler.node.Liveness;
import io.iplive.scheduler.node.Node;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.prober.NodeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Who may be asked, read from the global stores a few times a second for all tasks. */
public final class NodeBoard {

  private static final Duration VALID = Duration.ofMillis(200);

  private final AvroSerde<NodeEvent> events;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private Instant readAt = Instant.MIN;
  private List<Node> live = List.of();

  /** A board that decodes what the keepers have checked. */
  public NodeBoard(AvroSerde<NodeEvent> events, AvroSerde<NodeHeartbeat> heartbeats) {
    this.events = events;
    this.heartbeats = heartbeats;
  }

  /** The schedulable nodes, at most 200 ms old. */
  public synchronized List<Node> live(
      ReadOnlyKeyValueStore<String, byte[]> nodes,
      ReadOnlyKeyValueStore<String, byte[]> beats,
      Instant now) {
    if (readAt.isBefore(now.minus(VALID)) || readAt.isAfter(now)) {
      live = Liveness.schedulable(enrolled(nodes), recent(beats, now), now);
      readAt = now;
    }
    return live;
  }

  private Set<Long> enrolled(ReadOnlyKeyValueStore<String, byte[]> nodes) {
    Set<Long> enrolled = new HashSet<>();
    try (KeyValueIterator<String, byte[]> all = nodes.all()) {
      while (all.hasNext()) {
        NodeEvent event = events.decode(Topics.NODES.name(), all.next().value);
        if (event.getAfter().getState() == NodeState.ACTIVE) {
          enrolled.add(event.getNodeId());
        }
      }
    }
    return enrolled;
  }

  private List<Beat> recent(ReadOnlyKeyValueStore<String, byte[]> beats, Instant now) {
    List<Beat> recent = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = beats.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> beat = all.next();
        Instant appendedAt = NodeStores.appendedAt(beat.key);
        if (appendedAt.isAfter(now.minus(Liveness.LIVE))) {
          recent.add(beat(appendedAt, beat.value));
        }
      }
    }
    return recent;
  }

  private Beat beat(Instant appendedAt, byte[] value) {
    NodeHeartbeat heartbeat = heartbeats.decode(Topics.NODE_HEARTBEATS.name(), value);
    return new Beat(
        heartbeat.getNodeId(),
        heartbeat.getInstanceId(),
        appendedAt,
        heartbeat.getSentAt(),
        heartbeat.getJobPartitions(),
        heartbeat.getAssignedPartitions(),
        heartbeat.getSuspect());
  }
}
