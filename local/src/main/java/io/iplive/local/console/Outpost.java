package io.iplive.local.console;

import io.iplive.local.console.line.CommandLine;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.prober.NodeArguments;
import io.iplive.prober.RemoteNode;
import io.iplive.prober.gateway.NodeStoppedException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code node --gateway …}: this machine probes for an installation that runs elsewhere. */
final class Outpost {

  private static final String[] OPTIONS = {
    "--gateway",
    "--node-ip",
    "--passwd",
    "--token",
    "--allow",
    "--refuse",
    "--deny-ports",
    "--reference",
    "--max-in-flight"
  };

  private final DataDirectory data;
  private final PrintStream out;

  Outpost(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** Runs until it is stopped, or cannot go on. */
  int run(CommandLine line) throws InterruptedException {
    RemoteNode node = node(line.withWords(0, 0).only(OPTIONS));
    Thread stop = new Thread(node::close, "node-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      node.run();
      return 0;
    } catch (NodeStoppedException e) {
      node.close();
      throw new Complaint(String.valueOf(e.getMessage()), e);
    }
  }

  private RemoteNode node(CommandLine line) {
    line.required("--node-ip");
    NodeArguments arguments = new NodeArguments(word -> line.value("--" + word).orElse(null));
    try {
      return arguments.node(data.path(), this::tell);
    } catch (IllegalArgumentException e) {
      throw new Complaint("This node cannot start: %s.".formatted(e.getMessage()), e);
    }
  }

  private void tell(String sentence) {
    out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + sentence);
  }
}
