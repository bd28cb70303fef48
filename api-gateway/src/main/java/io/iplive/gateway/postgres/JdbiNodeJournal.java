package io.iplive.gateway.postgres;

import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.node.JobTopics;
import io.iplive.gateway.node.Newcomer;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeCommand;
import io.iplive.gateway.node.NodeDecider;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeEvent;
import io.iplive.gateway.node.NodeId;
import io.iplive.gateway.node.NodeJournal;
import java.time.Instant;
import java.util.Optional;

/** Nodes in PostgreSQL. */
public final class JdbiNodeJournal implements NodeJournal {

  /** Each lost attempt means that another command for the same node was recorded. */
  private static final int MOST_ATTEMPTS = 100;

  private static final String READ_MODEL =
      """
      insert into node (node_id, address, state, version, job_partitions, remote, token)
      values (:node, :address, :state, :version, :partitions, :remote, :token)
      on conflict (node_id) do update
      set state = excluded.state, version = excluded.version, token = excluded.token
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
  public Enrolment enrol(Newcomer newcomer, Instant at) {
    Optional<Node> known = directory.at(newcomer.address());
    if (known.isPresent()) {
      return new Enrolment(known.get().id(), false);
    }
    NodeId id = new NodeId(database.nextValue("node_ids"));
    int partitions = topics.make(id, newcomer.remote());
    if (recorded(NodeDecider.enrol(newcomer, id, partitions), at)) {
      return new Enrolment(id, true);
    }
    return directory
        .at(newcomer.address())
        .map(first -> new Enrolment(first.id(), false))
        .orElseThrow(
            () -> new IllegalStateException("Node %d exists already".formatted(id.value())));
  }

  @Override
  public Optional<Node> execute(IpAddress address, NodeCommand command, Instant at) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Node> current = directory.at(address);
      if (current.isEmpty()) {
        return Optional.empty();
      }
      Optional<NodeEvent> event = NodeDecider.decide(command, current.get());
      if (event.isEmpty()) {
        return current;
      }
      if (recorded(event.get(), at)) {
        return Optional.of(event.get().after());
      }
    }
    throw new IllegalStateException(
        "Node %s lost %d races".formatted(address.text(), MOST_ATTEMPTS));
  }

  /** False when another command was recorded first. */
  private boolean recorded(NodeEvent event, Instant at) {
    Node node = event.after();
    String stream = "node-" + node.id().value();
    Entry entry =
        new Entry(stream, node.version(), NodeJson.kind(event), at, NodeJson.write(event));
    boolean recorded =
        database.write(handle ->
            entry
                .followedBy(handle, READ_MODEL)
                .bind("node", node.id().value())
                .bind("address", node.address().text())
                .bind("state", node.state().name())
                .bind("partitions", node.jobPartitions())
                .bind("remote", node.remote())
                .bind("token", node.token().text())
                .execute());
    if (recorded) {
      signal.raise();
    }
    return recorded;
  }
}
