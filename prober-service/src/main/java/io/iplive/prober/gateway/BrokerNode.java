package io.iplive.prober.gateway;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** A node beside the broker: a gateway gives it its number, and nothing more. */
public final class BrokerNode {

  private BrokerNode() {}

  /**
   * Enrols the node of an address or finds it again, and asks until a gateway answers.
   *
   * @param tell told in a sentence what holds it up
   * @return its number
   * @throws NodeStoppedException when the gateway refuses it
   */
  public static long enrolled(URI gateway, String address, String secret, Consumer<String> tell)
      throws NodeStoppedException, InterruptedException {
    try (GatewayCalls calls = new GatewayCalls(List.of(gateway))) {
      return new Admittance(calls, tell).of(address, secret, true).path("node_id").asLong();
    }
  }
}
