package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.util.function.Supplier;

/** {@code node list}, {@code node token}, {@code node approve} and {@code node disable}. */
public final class Nodes {

  private static final String ROW = "%-8s %-40s %-9s %s";

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Nodes(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int run(CommandLine line) {
    String what = line.withWords(1, 2).only("--json").words().getFirst();
    switch (what) {
      case "list" -> list(gateway.get().nodes(), line.withWords(1, 1).has("--json"));
      case "token" -> token(change(line), line.has("--json"));
      case "approve", "disable" -> state(change(line), line.has("--json"));
      default -> throw line.wrong("does not know '" + what + "'");
    }
    return 0;
  }

  private JsonNode change(CommandLine line) {
    var words = line.withWords(2, 2).words();
    return gateway.get().node(words.getFirst(), words.get(1));
  }

  private void list(JsonNode nodes, boolean json) {
    if (json) {
      out.println(nodes);
      return;
    }
    out.println(ROW.formatted("ID", "ADDRESS", "STATE", "JOBS"));
    nodes.forEach(node ->
        out.println(
            ROW.formatted(
                node.path("node_id").asText(),
                node.path("address").asText(),
                node.path("state").asText(),
                node.path("remote").asBoolean() ? "http" : "kafka")));
  }

  private void token(JsonNode answer, boolean json) {
    if (json) {
      out.println(answer);
      return;
    }
    out.println("%-16s %s".formatted("token", answer.path("token").asText()));
    out.println("It is shown this once; the one before opens nothing any more.");
  }

  private void state(JsonNode answer, boolean json) {
    out.println(
        json
            ? answer.toString()
            : "%s is %s."
                .formatted(answer.path("address").asText(), answer.path("state").asText()));
  }
}
