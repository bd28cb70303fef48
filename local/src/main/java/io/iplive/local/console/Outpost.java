package io.iplive.local.console;

import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.prober.RemoteNode;
import io.iplive.prober.gateway.NodeOptions;
import io.iplive.prober.gateway.NodeStoppedException;
import io.iplive.prober.net.EngineSettings;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** {@code node --gateway …}: this machine probes for an installation that runs elsewhere. */
final class Outpost {

  private static final int MOST_LOOPS = 2;
  private static final int PROBES_PER_DESTINATION = 500;
  private static final int MAX_IN_FLIGHT = 10_000;

  private final DataDirectory data;
  private final PrintStream out;

  Outpost(DataDirectory data, PrintStream out) {
    this.data = data;
    this.out = out;
  }

  /** Runs until it is stopped, or cannot go on. */
  int run(CommandLine line) throws InterruptedException {
    RemoteNode node = node(line.withWords(0, 0));
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
    int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
    try {
      return new RemoteNode(
          new NodeOptions(
              list(line.required("--gateway")).stream().map(URI::create).toList(),
              line.required("--node-ip"),
              line.value("--passwd").orElse(null),
              line.value("--token").orElse(null),
              data.path(),
              line.number("--max-in-flight").orElse(MAX_IN_FLIGHT)),
          EngineSettings.defaults(loops).perDestination(PROBES_PER_DESTINATION),
          line.value("--allow").map(Outpost::list).orElse(List.of()),
          line.value("--reference").map(Outpost::list).orElse(List.of()).stream()
              .map(Outpost::reference)
              .toList(),
          this::tell);
    } catch (IllegalArgumentException e) {
      throw new Complaint("This node cannot start: %s.".formatted(e.getMessage()), e);
    }
  }

  private static List<String> list(String commas) {
    return Arrays.stream(commas.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static InetSocketAddress reference(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("'%s' is not a host:port".formatted(text));
    }
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private void tell(String sentence) {
    out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + "  " + sentence);
  }
}
