package io.iplive.gateway.node;

import io.iplive.gateway.address.IpAddress;
import java.time.Instant;
import java.util.Optional;

/** Records what happens to nodes, with read model and outbox, as one. */
public interface NodeJournal {

  /** Whose id an address has, and whether it has just been given. */
  record Enrolment(NodeId node, boolean created) {}

  /**
   * Enrols an address once; a known one keeps its id and its token. The node's job topic is made
   * before the enrolment is recorded: whoever hears of the node may write to it (architecture 9).
   *
   * @throws JobTopicsUnavailableException when the topic could not be made
   */
  Enrolment enrol(Newcomer newcomer, Instant at);

  /**
   * Decides and records as one step.
   *
   * @return the node after it; empty when no node has that address
   */
  Optional<Node> execute(IpAddress address, NodeCommand command, Instant at);
}
