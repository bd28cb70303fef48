package io.iplive.gateway.postgres;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent;
import io.iplive.gateway.node.NodeEvent.NodeApproved;
import io.iplive.gateway.node.NodeEvent.NodeDisabled;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeEvent.NodeTokenIssued;
import io.iplive.gateway.node.NodeId;
import org.jspecify.annotations.Nullable;

/** Events of nodes in the journal. */
final class NodeJson {

  static final String PREFIX = "node.";
  static final String ENROLLED = PREFIX + "enrolled";
  static final String APPROVED = PREFIX + "approved";
  static final String DISABLED = PREFIX + "disabled";
  static final String TOKEN_ISSUED = PREFIX + "token-issued";

  private NodeJson() {}

  private record Stored(Whole after) {}

  /** {@code remote} is missing where no node was. */
  private record Whole(
      long nodeId,
      String address,
      String state,
      int jobPartitions,
      @Nullable Boolean remote,
      String tokenHash) {}

  static String kind(NodeEvent event) {
    return switch (event) {
      case NodeEnrolled _ -> ENROLLED;
      case NodeApproved _ -> APPROVED;
      case NodeDisabled _ -> DISABLED;
      case NodeTokenIssued _ -> TOKEN_ISSUED;
    };
  }

  static String write(NodeEvent event) {
    Node node = event.after();
    return Payload.write(
        new Stored(
            new Whole(
                node.id().value(),
                node.address().text(),
                node.state().name(),
                node.jobPartitions(),
                node.remote(),
                node.token().text())));
  }

  static NodeEvent read(String kind, long version, String payload) {
    Node after = node(version, Payload.read(payload, Stored.class).after());
    return switch (kind) {
      case ENROLLED -> new NodeEnrolled(after);
      case APPROVED -> new NodeApproved(after);
      case DISABLED -> new NodeDisabled(after);
      case TOKEN_ISSUED -> new NodeTokenIssued(after);
      default -> throw new IllegalStateException("No event of a node is called " + kind);
    };
  }

  private static Node node(long version, Whole stored) {
    return new Node(
        new NodeId(stored.nodeId()),
        version,
        address(stored.address()),
        Node.State.valueOf(stored.state()),
        stored.jobPartitions(),
        Boolean.TRUE.equals(stored.remote()),
        new SecretHash(stored.tokenHash()));
  }

  /** An address that was checked before it was stored. */
  static IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() -> new IllegalStateException("Not an address: " + text));
  }
}
