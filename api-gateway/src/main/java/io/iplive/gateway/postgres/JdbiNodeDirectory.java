package io.iplive.gateway.postgres;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Nodes of the read model. */
public final class JdbiNodeDirectory implements NodeDirectory {

  private static final String ALL =
      "select node_id, version, address, state, job_partitions, remote, token from node";

  private static final RowMapper<Node> NODE =
      (row, _) ->
          new Node(
              new NodeId(row.getLong(1)),
              row.getLong(2),
              NodeJson.address(row.getString(3)),
              Node.State.valueOf(row.getString(4)),
              row.getInt(5),
              row.getBoolean(6),
              new SecretHash(row.getString(7)));

  private final Database database;

  /** The directory of nodes. */
  public JdbiNodeDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Map<IpAddress, NodeId> byAddress(List<IpAddress> addresses) {
    return with(addresses).stream().collect(Collectors.toMap(Node::address, Node::id));
  }

  @Override
  public Optional<Node> at(IpAddress address) {
    return with(List.of(address)).stream().findFirst();
  }

  private List<Node> with(List<IpAddress> addresses) {
    List<String> texts = addresses.stream().map(IpAddress::text).toList();
    return database.with(handle ->
        handle
            .createQuery(ALL + " where address = any(:addresses)")
            .bindArray("addresses", String.class, texts)
            .map(NODE)
            .list());
  }

  @Override
  public Optional<Node> showing(SecretHash token) {
    return database.with(handle ->
        handle
            .createQuery(ALL + " where token = :token")
            .bind("token", token.text())
            .map(NODE)
            .findOne());
  }

  @Override
  public List<Node> all() {
    return database.with(handle -> handle.createQuery(ALL + " order by node_id").map(NODE).list());
  }
}
