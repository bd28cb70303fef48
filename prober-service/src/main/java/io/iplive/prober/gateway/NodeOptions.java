package io.iplive.prober.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node away from the broker is told at its start.
 *
 * @param gateways addresses of gateways or of a balancer before them
 * @param nodeIp its address as the installation knows it
 * @param passwd the installation's enrolment secret; null: it is enrolled already
 * @param token given by an operator; null: from enrolment or the folder
 * @param folder where it keeps who it is
 * @param maxInFlight most probes at a time
 */
public record NodeOptions(
    List<URI> gateways,
    String nodeIp,
    @Nullable String passwd,
    @Nullable String token,
    Path folder,
    int maxInFlight) {

  public NodeOptions {
    gateways = List.copyOf(gateways);
    if (gateways.isEmpty()) {
      throw new IllegalArgumentException("a gateway's address is needed");
    }
    for (URI gateway : gateways) {
      String scheme = String.valueOf(gateway.getScheme()).toLowerCase(Locale.ROOT);
      if (!(scheme.equals("http") || scheme.equals("https")) || gateway.getHost() == null) {
        throw new IllegalArgumentException(
            "gateway is '%s', allowed is an address like https://gateway.example:6003"
                .formatted(gateway));
      }
    }
    if (nodeIp.isBlank()) {
      throw new IllegalArgumentException("node-ip must not be blank");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "max-in-flight is %d, at least 1 is needed".formatted(maxInFlight));
    }
  }

  /** A gateway that is asked over a network without TLS. */
  Optional<URI> openly() {
    return gateways.stream()
        .filter(gateway -> "http".equalsIgnoreCase(gateway.getScheme()))
        .filter(gateway -> !gateway.getHost().matches("localhost|127\\..*|\\[::1\\]"))
        .findFirst();
  }

  /** Without passwd and token. */
  @Override
  public String toString() {
    return "NodeOptions[gateways=%s, nodeIp=%s]".formatted(gateways, nodeIp);
  }
}
