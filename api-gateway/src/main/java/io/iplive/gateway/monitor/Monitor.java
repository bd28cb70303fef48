package io.iplive.gateway.monitor;

import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.account.Owner;
import io.iplive.gateway.node.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of records that a customer configured.
 *
 * @param version of its stream in the journal, from 1
 * @param groupId the caller's id
 * @param level number of nodes and votes, 0..4
 * @param candidates nodes to choose from; empty: any
 * @param targets in the caller's order
 * @param contacts told about outages; null: the account's presets
 */
public record Monitor(
    MonitorId id,
    long version,
    Owner owner,
    long groupId,
    State state,
    Protocol protocol,
    int level,
    List<NodeId> candidates,
    Pace pace,
    Check check,
    List<Target> targets,
    @Nullable List<ContactId> contacts) {

  /** Whether rounds are scheduled. */
  public enum State {
    ACTIVE,
    /** For good: the group id is free again. */
    STOPPED
  }
}
