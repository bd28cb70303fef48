package io.iplive.prober.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Asks a gateway to let a node in until one answers. */
record Admittance(GatewayCalls calls, Consumer<String> tell) {

  /** What {@code add_node} answers. */
  JsonNode of(String nodeIp, String passwd, boolean besideBroker)
      throws NodeStoppedException, InterruptedException {
    Backoff backoff = new Backoff(RandomGenerator.getDefault(), Duration.ofSeconds(15));
    while (true) {
      try {
        return calls.enrol(nodeIp, passwd, besideBroker);
      } catch (GatewayRefusedException e) {
        throw new NodeStoppedException(
            e.wrongToken()
                ? "The gateway refuses this passwd: it is the installation's enrolment secret, and enrolment must be on."
                : "The gateway refuses to enrol this node: " + e.sentence(),
            e);
      } catch (GatewayAwayException e) {
        Duration pause = backoff.next();
        tell.accept("No gateway to be reached (%s), trying again.".formatted(e.getMessage()));
        Thread.sleep(pause.compareTo(e.notBefore()) > 0 ? pause : e.notBefore());
      }
    }
  }
}
