package io.iplive.scheduler.kafka.node;

import io.iplive.scheduler.node.Beat;
import io.iplive.scheduler.node.Conduct;
import io.iplive.scheduler.node.Liveness;
import io.iplive.scheduler.node.Node;
import io.iplive.scheduler.node.Reputation;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.verdict.ConductOfNode;
import io.iplive.schemas.verdict.NodeConduct;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may be asked, read from the global stores a few times a second for all tasks. */
public final class NodeBoard {

  private static final Logger LOG = LoggerFactory.getLogger(NodeBoard.class);
  private static final Duration VALID = Duration.ofMillis(200);

  private final AvroSerde<NodeEvent> events;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final AvroSerde<NodeConduct> conducts;
  private Instant readAt = Instant.MIN;
  private List<Node> live = List.of();

  /** A board that decodes what the keepers have checked. */
  public NodeBoard(
      AvroSerde<NodeEvent> events,
      AvroSerde<NodeHeartbeat> heartbeats,
      AvroSerde<NodeConduct> conducts) {
    this.events = events;
    this.heartbeats = heartbeats;
    this.conducts = conducts;
  }

  /** The schedulable nodes, at most 200 ms old. */
  public synchronized List<Node> live(
      ReadOnlyKeyValueStore<String, byte[]> nodes,
      ReadOnlyKeyValueStore<String, byte[]> beats,
      ReadOnlyKeyValueStore<String, byte[]> observed,
      Instant now) {
    if (readAt.isBefore(now.minus(VALID)) || readAt.isAfter(now)) {
      List<Node> alive = Liveness.schedulable(enrolled(nodes), recent(beats, now), now);
      List<Node> judged = Reputation.judged(alive, observed(observed), now);
      if (!judged.equals(live)) {
        LOG.info("Nodes that are asked: {}; alive: {}", judged, alive);
      }
      live = judged;
      readAt = now;
    }
    return live;
  }

  private List<Conduct> observed(ReadOnlyKeyValueStore<String, byte[]> partitions) {
    List<Conduct> observed = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = partitions.all()) {
      while (all.hasNext()) {
        NodeConduct told = conducts.decode(Topics.NODE_CONDUCT.name(), all.next().value);
        for (ConductOfNode node : told.getNodes()) {
          observed.add(
              new Conduct(
                  node.getNodeId(),
                  told.getWindowEnd(),
                  node.getHeard(),
                  node.getSilent(),
                  node.getCompared(),
                  node.getAgainst(),
                  node.getTargetsAgainst()));
        }
      }
    }
    return observed;
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
