package io.iplive.gateway.api.node;

import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.account.SecretHash;
import io.iplive.gateway.address.IpAddress;
import io.iplive.gateway.api.OperatorAnswers;
import io.iplive.gateway.api.OperatorCalls;
import io.iplive.gateway.call.Rules;
import io.iplive.gateway.node.Node;
import io.iplive.gateway.node.NodeCommand;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeJournal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators do with nodes. Speaks JSON, not the envelope. */
@RestController
final class NodeOperatorController {

  private final NodeDirectory directory;
  private final NodeJournal nodes;
  private final SecretBox secrets;
  private final OperatorCalls calls;
  private final Clock clock;

  NodeOperatorController(
      NodeDirectory directory,
      NodeJournal nodes,
      SecretBox secrets,
      OperatorCalls calls,
      Clock clock) {
    this.directory = directory;
    this.nodes = nodes;
    this.secrets = secrets;
    this.calls = calls;
    this.clock = clock;
  }

  private record Shown(long nodeId, String address, String state, boolean remote) {

    static Shown of(Node node) {
      return new Shown(
          node.id().value(), node.address().text(), node.state().name(), node.remote());
    }
  }

  private record NewToken(long nodeId, String token) {}

  @GetMapping("/operator/nodes")
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    calls.authorise(request);
    return OperatorAnswers.ok(directory.all().stream().map(Shown::of).toList());
  }

  @PostMapping("/operator/nodes/approve")
  ResponseEntity<byte[]> approve(HttpServletRequest request) throws IOException {
    return OperatorAnswers.ok(Shown.of(execute(request, new NodeCommand.Approve())));
  }

  @PostMapping("/operator/nodes/disable")
  ResponseEntity<byte[]> disable(HttpServletRequest request) throws IOException {
    return OperatorAnswers.ok(Shown.of(execute(request, new NodeCommand.Disable())));
  }

  /** The token there was is void from now on. */
  @PostMapping("/operator/nodes/token")
  ResponseEntity<byte[]> token(HttpServletRequest request) throws IOException {
    String token = secrets.generate();
    Node node = execute(request, new NodeCommand.IssueToken(SecretHash.of(token)));
    return OperatorAnswers.ok(new NewToken(node.id().value(), token));
  }

  private Node execute(HttpServletRequest request, NodeCommand command) throws IOException {
    IpAddress address = OperatorCalls.required(calls.params(request), "node_ip", Rules.address());
    return nodes
        .execute(address, command, clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .orElseThrow(() ->
            OperatorCalls.refused("node_ip", address.text(), "the address of an enrolled node"));
  }
}
