package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.prober.gateway.NodeFile.Known;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Who this node is: as it was at the last start, as an operator says, or newly enrolled. */
final class Enrolment {

  private final NodeOptions options;
  private final GatewayCalls calls;
  private final NodeFile file;
  private final Consumer<String> tell;

  Enrolment(NodeOptions options, GatewayCalls calls, Consumer<String> tell) {
    this.options = options;
    this.calls = calls;
    this.file = new NodeFile(options.folder(), options.nodeIp());
    this.tell = tell;
  }

  /** Asks until a gateway answers. */
  Known identity() throws NodeStoppedException, InterruptedException {
    try {
      Optional<Known> known = file.read();
      if (options.token() != null) {
        Known given = new Known(known.map(Known::nodeId).orElse(0L), options.token());
        file.write(given);
        return given;
      }
      return known.isPresent() ? known.get() : enrolled();
    } catch (IOException e) {
      throw new NodeStoppedException(
          "%s cannot be used (%s).".formatted(file.path(), e.getMessage()), e);
    }
  }

  private Known enrolled() throws NodeStoppedException, InterruptedException, IOException {
    String passwd = options.passwd();
    if (passwd == null) {
      throw new NodeStoppedException(
          "%s does not exist yet: enrol this node with --passwd, the installation's enrolment secret."
              .formatted(file.path()));
    }
    JsonNode info = new Admittance(calls, tell).of(options.nodeIp(), passwd, false);
    String token = info.path("token").asText("");
    if (token.isEmpty()) {
      throw new NodeStoppedException(
          """
          The gateway knows a node %s already, and its token is not in %s: \
          let an operator make a new one by ./iplive node token %s, and start with --token TOKEN.\
          """
              .formatted(options.nodeIp(), file.path(), options.nodeIp()));
    }
    Known known = new Known(info.path("node_id").asLong(), token);
    file.write(known);
    tell.accept("Enrolled as node %d.".formatted(known.nodeId()));
    return known;
  }
}
