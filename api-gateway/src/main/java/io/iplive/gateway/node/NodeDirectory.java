package io.iplive.gateway.node;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds nodes. */
public interface NodeDirectory {

  /** Ids of those of the addresses that are enrolled. */
  Map<IpAddress, NodeId> byAddress(List<IpAddress> addresses);

  /** The node of an address. */
  Optional<Node> at(IpAddress address);

  /** The node that shows this token. */
  Optional<Node> showing(SecretHash token);

  /** Every node by id. */
  List<Node> all();

  /** Those that may probe by id: what a firewall has to let in. */
  default List<Node> probing() {
    return all().stream().filter(node -> node.state() == Node.State.ACTIVE).toList();
  }
}
