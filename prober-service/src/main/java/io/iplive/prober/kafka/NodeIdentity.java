package io.iplive.prober.kafka;

import io.iplive.schemas.Topics;

/**
 * Who probes.
 *
 * @param nodeId the node, as enrolled
 * @param instanceId this process among those of the node; the same after a restart
 */
public record NodeIdentity(long nodeId, String instanceId) {

  /** The topic of its jobs. */
  String jobTopic() {
    return Topics.probeJobs(nodeId).name();
  }

  String group() {
    return "prober." + nodeId;
  }

  String client(String role) {
    return "prober-%d-%s-%s".formatted(nodeId, instanceId, role);
  }
}
