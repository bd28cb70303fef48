package io.iplive.prober;

import io.iplive.prober.gateway.NodeOptions;
import io.iplive.prober.net.EngineSettings;
import io.iplive.schemas.OutboundPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node away from the broker is told, in words: {@code gateway}, {@code node-ip}, {@code
 * passwd}, {@code token}, {@code allow}, {@code refuse}, {@code deny-ports}, {@code reference},
 * {@code max-in-flight}. Lists have commas.
 *
 * @param given the text of a word; null where it is not given
 */
public record NodeArguments(Function<String, @Nullable String> given) {

  private static final int MOST_LOOPS = 2;
  private static final int PROBES_PER_DESTINATION = 500;
  private static final int MAX_IN_FLIGHT = 10_000;

  /**
   * The node.
   *
   * @param folder where it keeps who it is
   * @param tell told in a sentence what happens, on any thread
   * @throws IllegalArgumentException that says which word is amiss
   */
  public RemoteNode node(Path folder, Consumer<String> tell) {
    int loops = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
    return new RemoteNode(
        new NodeOptions(
            list("gateway").stream().map(URI::create).toList(),
            text("node-ip"),
            given.apply("passwd"),
            given.apply("token"),
            folder,
            maxInFlight()),
        EngineSettings.defaults(loops).perDestination(PROBES_PER_DESTINATION),
        policy(),
        list("reference").stream().map(NodeArguments::reference).toList(),
        tell);
  }

  /**
   * The installation's own, as far as this node is told it (contracts/delivery.md); the node's own
   * public addresses are refused without a word.
   */
  OutboundPolicy policy() {
    return new OutboundPolicy(
        list("allow"),
        Stream.concat(
                list("refuse").stream(),
                OwnAddresses.networks(text("node-ip"), OwnAddresses.ofThisMachine()).stream())
            .toList(),
        list("deny-ports").stream().map(NodeArguments::port).collect(Collectors.toSet()));
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      throw new IllegalArgumentException("'%s' is not a port".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private String text(String word) {
    String text = given.apply(word);
    return text == null ? "" : text;
  }

  private List<String> list(String word) {
    return Arrays.stream(text(word).split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private int maxInFlight() {
    String text = text("max-in-flight");
    try {
      return text.isEmpty() ? MAX_IN_FLIGHT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("max-in-flight is '%s', not a number".formatted(text), e);
    }
  }

  private static InetSocketAddress reference(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("'%s' is not a host:port".formatted(text));
    }
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
