package io.iplive.gateway.api.node;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.SourceAddresses;
import io.iplive.gateway.api.body.RefusedException;
import io.iplive.gateway.call.Refusal;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Which node calls. */
final class NodeCallers {

  private final NodeDirectory nodes;
  private final SourceAddresses sources;
  private final boolean trustSource;

  /**
   * Callers.
   *
   * @param trustSource whether the address a node enrolled with may stand for its token
   */
  NodeCallers(NodeDirectory nodes, SourceAddresses sources, boolean trustSource) {
    this.nodes = nodes;
    this.sources = sources;
    this.trustSource = trustSource;
  }

  /** The node that shows a token; a disabled one is as unknown as any other. */
  Node showing(Optional<String> token) {
    return enabled(token.flatMap(shown -> nodes.showing(SecretHash.of(shown))));
  }

  /** As {@link #showing}; or the one that calls from its own address, where that is trusted. */
  Node showingOrAtHome(Optional<String> token, HttpServletRequest request) {
    return token.isEmpty() && trustSource
        ? enabled(IpAddress.parse(sources.of(request)).flatMap(nodes::at))
        : showing(token);
  }

  private static Node enabled(Optional<Node> node) {
    return node.filter(found -> found.state() != Node.State.DISABLED)
        .orElseThrow(() -> new RefusedException(new Refusal.WrongToken()));
  }
}
