package io.iplive.prober.kafka;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while jobs are read and the broker hears that they are. */
public final class ProberHealth implements HealthIndicator {

  private final NodeIdentity node;
  private final Heartbeats heartbeats;
  private final ResultPublisher results;

  public ProberHealth(NodeIdentity node, Heartbeats heartbeats, ResultPublisher results) {
    this.node = node;
    this.heartbeats = heartbeats;
    this.results = results;
  }

  @Override
  public Health health() {
    Presence presence = heartbeats.presence();
    boolean acknowledged = heartbeats.acknowledged();
    List<String> refused =
        Stream.of(results.refusal(), heartbeats.refusal()).filter(Objects::nonNull).toList();
    boolean working = !presence.assigned().isEmpty() && acknowledged && refused.isEmpty();
    Health.Builder health = working ? Health.up() : Health.down();
    if (!refused.isEmpty()) {
      health.withDetail("refused", refused);
    }
    return health
        .withDetail("node", node.nodeId())
        .withDetail("instance", node.instanceId())
        .withDetail("jobPartitions", presence.jobPartitions())
        .withDetail("assignedPartitions", presence.assigned())
        .withDetail("heartbeatsAcknowledged", acknowledged)
        .build();
  }
}
