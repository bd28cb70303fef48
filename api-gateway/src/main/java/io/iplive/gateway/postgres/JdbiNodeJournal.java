package io.iplive.gateway.postgres;

import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.JobTopics;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeEvent.NodeEnrolled;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.node.NodeJournal;
import java.time.Instant;
import java.util.List;

/** Nodes in PostgreSQL. */
public final class JdbiNodeJournal implements NodeJournal {

  private static final String READ_MODEL =
      """
      insert into node (node_id, address, state, version, token)
      values (:node, :address, :state, :version, :token)
      """;

  private final Database database;
  private final OutboxSignal signal;
  private final NodeDirectory directory;
  private final JobTopics topics;

  /** The journal of nodes. */
  public JdbiNodeJournal(
      Database database, OutboxSignal signal, NodeDirectory directory, JobTopics topics) {
    this.database = database;
    this.signal = signal;
    this.directory = directory;
    this.topics = topics;
  }

  @Override
  public Enrolment enrol(IpAddress address, SecretHash token, Instant at) {
    NodeId known = directory.byAddress(List.of(address)).get(address);
    if (known != null) {
      return new Enrolment(known, false);
    }
    NodeId id = new NodeId(database.nextValue("node_ids"));
    int partitions = topics.make(id);
    Node node = new Node(id, 1, address, Node.State.ACTIVE, partitions, token);
    if (recorded(node, at)) {
      signal.raise();
      return new Enrolment(id, true);
    }
    NodeId first = directory.byAddress(List.of(address)).get(address);
    if (first == null) {
      throw new IllegalStateException("Node %d exists already".formatted(id.value()));
    }
    return new Enrolment(first, false);
  }

  private boolean recorded(Node node, Instant at) {
    String payload = NodeJson.write(new NodeEnrolled(node));
    String stream = "node-" + node.id().value();
    Entry entry = new Entry(stream, node.version(), NodeJson.ENROLLED, at, payload);
    return database.write(handle ->
        entry
            .followedBy(handle, READ_MODEL)
            .bind("node", node.id().value())
            .bind("address", node.address().text())
            .bind("state", node.state().name())
            .bind("token", node.token().text())
            .execute());
  }
}
