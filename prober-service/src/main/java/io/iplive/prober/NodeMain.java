package io.iplive.prober;

import io.iplive.prober.gateway.NodeStoppedException;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a node away from the broker, told by its environment: {@code IPLIVE_NODE_GATEWAY}, {@code
 * IPLIVE_NODE_IP} and the other words of {@link NodeArguments}; in {@code IPLIVE_NODE_DATA} it
 * keeps who it is. What it says is logged; node-logback.xml makes plain lines of that.
 */
public final class NodeMain {

  private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);
  private static final String PREFIX = "IPLIVE_NODE_";
  private static final String DATA = "/var/lib/iplive/node";

  private NodeMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      Path folder = Path.of(System.getenv().getOrDefault(PREFIX + "DATA", DATA));
      RemoteNode node =
          new NodeArguments(word -> System.getenv(variable(word))).node(folder, LOG::info);
      Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-stop"));
      node.run();
    } catch (IllegalArgumentException | NodeStoppedException e) {
      LOG.error("This node cannot go on: {}", e.getMessage());
      System.exit(1);
    }
  }

  static String variable(String word) {
    String name = word.equals("node-ip") ? "ip" : word;
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
