package io.iplive.gateway.postgres;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeEvent;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeId;

/** Events of nodes in the journal. */
final class NodeJson {

  static final String PREFIX = "node.";
  static final String ENROLLED = PREFIX + "enrolled";

  private NodeJson() {}

  private record Stored(Whole after) {}

  private record Whole(
      long nodeId, String address, String state, int jobPartitions, String tokenHash) {}

  static String write(NodeEvent event) {
    Node node = event.after();
    return Payload.write(
        new Stored(
            new Whole(
                node.id().value(),
                node.address().text(),
                node.state().name(),
                node.jobPartitions(),
                node.token().text())));
  }

  static NodeEvent read(long version, String payload) {
    Whole stored = Payload.read(payload, Stored.class).after();
    return new NodeEnrolled(
        new Node(
            new NodeId(stored.nodeId()),
            version,
            address(stored.address()),
            Node.State.valueOf(stored.state()),
            stored.jobPartitions(),
            new SecretHash(stored.tokenHash())));
  }

  /** An address that was checked before it was stored. */
  static IpAddress address(String text) {
    return IpAddress.parse(text)
        .orElseThrow(() -> new IllegalStateException("Not an address: " + text));
  }
}
