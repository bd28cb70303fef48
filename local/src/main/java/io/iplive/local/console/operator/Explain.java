package io.iplive.local.console.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.operator.Operator;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code explain}: why a monitor is as it is. */
public final class Explain {

  private final DataDirectory data;
  private final PrintStream out;

  public Explain(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  public int run(CommandLine line) {
    String monitor = URLEncoder.encode(line.words().getFirst(), StandardCharsets.UTF_8);
    JsonNode explained = Operator.of(data).get("/operator/monitors/" + monitor + "/explain");
    if (line.has("--json")) {
      out.println(explained);
    } else {
      explained.path("page").forEach(row -> out.println(row.asText()));
    }
    return 0;
  }
}
