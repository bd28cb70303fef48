package io.iplive.gateway.kafka;

import io.iplive.gateway.node.JobTopics;
import io.iplive.gateway.node.JobTopicsUnavailableException;
import io.iplive.gateway.node.NodeId;
import io.iplive.schemas.Brokers;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Nodes' job topics on the broker. Nodes are rare: each makes its own connection. */
public final class KafkaJobTopics implements JobTopics {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Brokers brokers;
  private final int monitorPartitions;
  private final short replicas;

  /** Topics with so many replicas, on these brokers. */
  public KafkaJobTopics(Brokers brokers, int monitorPartitions, short replicas) {
    this.brokers = brokers;
    this.monitorPartitions = monitorPartitions;
    this.replicas = replicas;
  }

  @Override
  public int make(NodeId node, boolean remote) {
    Topic topic = remote ? Topics.remoteProbeJobs(node.value()) : Topics.probeJobs(node.value());
    Map<String, Object> settings = brokers.settings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "iplive-gateway-topics");
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis() / 2));
    try (Admin admin = Admin.create(settings)) {
      TopicProvisioning.createMissing(admin, List.of(topic), monitorPartitions, replicas);
      return topic.partitions().count(monitorPartitions);
    } catch (ExecutionException | KafkaException e) {
      throw new JobTopicsUnavailableException(node, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobTopicsUnavailableException(node, e);
    }
  }
}
