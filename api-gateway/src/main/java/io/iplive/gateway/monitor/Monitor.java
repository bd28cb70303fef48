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
 * @param presetAgent the account's User-Agent, for probes whose check names none; null: the node's
 *     own
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
    @Nullable List<ContactId> contacts,
    @Nullable String presetAgent) {

  /** Whether rounds are scheduled. */
  public enum State {
    ACTIVE,
    /** For good: the group id is free again. */
    STOPPED
  }

  /** The next version, with other targets. */
  Monitor withTargets(List<Target> others) {
    return next(state, others, contacts, presetAgent);
  }

  /** The next version, stopped. */
  Monitor stopped() {
    return next(State.STOPPED, targets, contacts, presetAgent);
  }

  /** The next version, with other contacts. */
  Monitor withContacts(List<ContactId> others) {
    return next(state, targets, others, presetAgent);
  }

  /** The next version, with another User-Agent of the account. */
  Monitor withPresetAgent(@Nullable String other) {
    return next(state, targets, contacts, other);
  }

  private Monitor next(
      State state,
      List<Target> targets,
      @Nullable List<ContactId> contacts,
      @Nullable String presetAgent) {
    return new Monitor(
        id,
        version + 1,
        owner,
        groupId,
        state,
        protocol,
        level,
        candidates,
        pace,
        check,
        targets,
        contacts,
        presetAgent);
  }
}
