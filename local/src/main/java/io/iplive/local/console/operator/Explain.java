package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** {@code explain}: why a monitor is as it is. */
public final class Explain {

  private final Supplier<Operator> gateway;
  private final PrintStream out;

  public Explain(Supplier<Operator> gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  public int run(CommandLine line) {
    String monitor = URLEncoder.encode(line.words().getFirst(), StandardCharsets.UTF_8);
    JsonNode explained = gateway.get().get("/operator/monitors/" + monitor + "/explain");
    if (line.has("--json")) {
      out.println(explained);
    } else {
      explained.path("page").forEach(row -> out.println(row.asText()));
    }
    return 0;
  }
}
