package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Node;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.prober.NodeHeartbeat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Nodes that are enrolled and say that they live, as probers do; nobody takes their jobs. */
final class Nodes implements AutoCloseable {

  static final int COUNT = 20;

  private static final int BEAT_SECONDS = 2;

  private final Wire wire;
  private final int partitions;
  private final AvroSerde<NodeHeartbeat> beats;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  private Nodes(Wire wire, int partitions) {
    this.wire = wire;
    this.partitions = partitions;
    this.beats = wire.serde(NodeHeartbeat.class);
  }

  /** Makes their topics, enrols them, and has them beat. */
  static Nodes enrol(Wire wire, String broker) throws InterruptedException {
    List<Topic> topics = topics();
    int partitions = topics.getFirst().partitions().count(0);
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker))) {
      TopicProvisioning.createMissing(admin, topics, 0, (short) 1);
    } catch (ExecutionException e) {
      throw new Complaint("the topics of nodes cannot be made: " + e.getMessage(), e);
    }
    Nodes nodes = new Nodes(wire, partitions);
    AvroSerde<NodeEvent> events = wire.serde(NodeEvent.class);
    ids().forEach(id -> wire.send(Topics.NODES, id, events, nodes.enrolled(id)));
    var _ = nodes.heart.scheduleAtFixedRate(nodes::beat, 0, BEAT_SECONDS, TimeUnit.SECONDS);
    return nodes;
  }

  static List<Topic> topics() {
    return ids().mapToObj(Topics::probeJobs).toList();
  }

  private static LongStream ids() {
    return LongStream.rangeClosed(1, COUNT);
  }

  private NodeEvent enrolled(long id) {
    Node node = new Node(id, "127.0.0." + id, NodeState.ACTIVE, partitions, false);
    return new NodeEvent(
        "node-%d-1-1".formatted(id),
        NodeEventKind.ENROLLED,
        id,
        1,
        1L,
        Instant.EPOCH,
        List.of(),
        node);
  }

  private void beat() {
    ids().forEach(id -> wire.send(Topics.NODE_HEARTBEATS, id, beats, heartbeat(id)));
  }

  private NodeHeartbeat heartbeat(long id) {
    return NodeHeartbeat.newBuilder()
        .setNodeId(id)
        .setInstanceId("bench-" + id)
        .setSentAt(Instant.now())
        .setJobPartitions(partitions)
        .setAssignedPartitions(IntStream.range(0, partitions).boxed().toList())
        .build();
  }

  @Override
  public void close() {
    heart.shutdownNow();
  }
}
