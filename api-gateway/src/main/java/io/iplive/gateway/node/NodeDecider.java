package io.iplive.gateway.node;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.node.Node.State;
import io.iplive.gateway.node.NodeCommand.Approve;
import io.iplive.gateway.node.NodeCommand.Disable;
import io.iplive.gateway.node.NodeCommand.IssueToken;
import io.iplive.gateway.node.NodeEvent.NodeApproved;
import io.iplive.gateway.node.NodeEvent.NodeDisabled;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeEvent.NodeTokenIssued;
import java.util.Optional;

/** The rules of a node's life. */
public final class NodeDecider {

  private NodeDecider() {}

  /** Lets a newcomer in, under an id and with a job topic made for it. */
  public static NodeEnrolled enrol(Newcomer newcomer, NodeId id, int jobPartitions) {
    State state = newcomer.approved() ? State.ACTIVE : State.PENDING;
    return new NodeEnrolled(
        new Node(
            id, 1, newcomer.address(), state, jobPartitions, newcomer.remote(), newcomer.token()));
  }

  /** Decides a command; empty when all is as asked for already. */
  public static Optional<NodeEvent> decide(NodeCommand command, Node current) {
    return switch (command) {
      case Approve() ->
          switch (current.state()) {
            case PENDING, DISABLED ->
                Optional.of(new NodeApproved(next(current, State.ACTIVE, current.token())));
            case ACTIVE -> Optional.empty();
          };
      case Disable() ->
          switch (current.state()) {
            case PENDING, ACTIVE ->
                Optional.of(new NodeDisabled(next(current, State.DISABLED, current.token())));
            case DISABLED -> Optional.empty();
          };
      case IssueToken(SecretHash token) ->
          Optional.of(new NodeTokenIssued(next(current, current.state(), token)));
    };
  }

  private static Node next(Node current, State state, SecretHash token) {
    return new Node(
        current.id(),
        current.version() + 1,
        current.address(),
        state,
        current.jobPartitions(),
        current.remote(),
        token);
  }
}
