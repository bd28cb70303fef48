package io.iplive.gateway.node;

import io.iplive.gateway.address.IpAddress;
import java.util.List;
import java.util.Map;

/** Finds nodes. */
public interface NodeDirectory {

  /** A node as operators see it. */
  record Entry(NodeId id, IpAddress address, Node.State state) {}

  /** Ids of those of the addresses that are enrolled. */
  Map<IpAddress, NodeId> byAddress(List<IpAddress> addresses);

  /** Every node by id. */
  List<Entry> all();
}
