package io.iplive.gateway.node;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;

/**
 * A place that probes run from.
 *
 * @param version of its stream in the journal
 * @param address public and unique in the installation
 * @param jobPartitions of its job topic, fixed at enrolment
 * @param remote whether it takes its jobs over HTTP instead of Kafka
 * @param token hash of what the node shows
 */
public record Node(
    NodeId id,
    long version,
    IpAddress address,
    State state,
    int jobPartitions,
    boolean remote,
    SecretHash token) {

  /** Whether the node may be asked. */
  public enum State {
    /** Not before an operator approved it. */
    PENDING,
    /** It may. */
    ACTIVE,
    /** Not any more; its token opens nothing. */
    DISABLED
  }
}
