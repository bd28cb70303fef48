package io.iplive.prober.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while jobs are read and the broker hears that they are. */
public final class ProberHealth implements HealthIndicator {

  private final NodeIdentity node;
  private final Heartbeats heartbeats;

  public ProberHealth(NodeIdentity node, Heartbeats heartbeats) {
    this.node = node;
    this.heartbeats = heartbeats;
  }

  @Override
  public Health health() {
    Presence presence = heartbeats.presence();
    boolean acknowledged = heartbeats.acknowledged();
    boolean working = !presence.assigned().isEmpty() && acknowledged;
    return (working ? Health.up() : Health.down())
        .withDetail("node", node.nodeId())
        .withDetail("instance", node.instanceId())
        .withDetail("jobPartitions", presence.jobPartitions())
        .withDetail("assignedPartitions", presence.assigned())
        .withDetail("heartbeatsAcknowledged", acknowledged)
        .build();
  }
}
