package io.iplive.scheduler.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A sign of life of one instance of a node.
 *
 * @param nodeId the node
 * @param instanceId the process
 * @param appendedAt the broker's time
 * @param sentAt the node's time
 * @param jobPartitions partitions of the node's job topic as seen there; 0: no topic
 * @param assigned those the instance consumes
 * @param suspect whether it mistrusts its own uplink
 */
public record Beat(
    long nodeId,
    String instanceId,
    Instant appendedAt,
    Instant sentAt,
    int jobPartitions,
    List<Integer> assigned,
    boolean suspect) {

  /** Copies the list. */
  public Beat {
    assigned = List.copyOf(assigned);
  }

  /** The node's clock behind the broker's, plus what the way took. */
  Duration lag() {
    return Duration.between(sentAt, appendedAt);
  }
}
