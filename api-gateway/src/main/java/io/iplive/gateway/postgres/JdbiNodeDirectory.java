package io.iplive.gateway.postgres;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;

/** Nodes of the read model. */
public final class JdbiNodeDirectory implements NodeDirectory {

  private static final String ALL = "select node_id, address, state from node";

  private static final RowMapper<Entry> ENTRY =
      (row, _) ->
          new Entry(
              new NodeId(row.getLong(1)),
              NodeJson.address(row.getString(2)),
              Node.State.valueOf(row.getString(3)));

  private final Database database;

  /** The directory of nodes. */
  public JdbiNodeDirectory(Database database) {
    this.database = database;
  }

  @Override
  public Map<IpAddress, NodeId> byAddress(List<IpAddress> addresses) {
    List<String> texts = addresses.stream().map(IpAddress::text).toList();
    List<Entry> entries =
        database.with(handle ->
            handle
                .createQuery(ALL + " where address = any(:addresses)")
                .bindArray("addresses", String.class, texts)
                .map(ENTRY)
                .list());
    Map<IpAddress, NodeId> found = new HashMap<>();
    entries.forEach(entry -> found.put(entry.address(), entry.id()));
    return found;
  }

  @Override
  public List<Entry> all() {
    return database.with(handle -> handle.createQuery(ALL + " order by node_id").map(ENTRY).list());
  }
}
