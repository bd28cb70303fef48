package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Judge;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UplinkWatchTest {

  private static final List<InetSocketAddress> REFERENCES =
      List.of(
          InetSocketAddress.createUnresolved("reference-1", 443),
          InetSocketAddress.createUnresolved("reference-2", 443));

  private final Net net = new Net();

  @Test
  void aNodeWhoseUplinkIsDeadSuspectsItselfUntilItIsBack() {
    try (UplinkWatch watch = new UplinkWatch(net, net, REFERENCES, InstantSource.system())) {
      net.dead = true;
      probeAll(watch);
      await().until(watch::getAsBoolean);

      net.dead = false;
      await().until(() -> !watch.getAsBoolean());
    }
  }

  @Test
  void manyTargetsThatFailAreNotTheNodesFaultWhileAReferenceAnswers() {
    try (UplinkWatch watch = new UplinkWatch(net, net, REFERENCES, InstantSource.system())) {
      net.dead = true;
      net.alive.add("reference-2");
      probeAll(watch);

      await().until(() -> net.asked.contains("reference-1"));
      await().pollDelay(Duration.ofMillis(300)).until(() -> !watch.getAsBoolean());
    }
  }

  /** A node's own router, say, is where no customer may connect to. */
  @Test
  void aReferenceThatTheCustomersPolicyForbidsIsReachedAllTheSame() throws IOException {
    InetAddress router = InetAddress.ofLiteral("127.0.0.9");
    int port = TargetServer.closedPort();
    InetSocketAddress reference = new InetSocketAddress(router, port);
    try (NettyProbeEngine engine =
            new NettyProbeEngine(
                EngineSettings.defaults(1).perDestination(1),
                address -> !address.equals(router),
                allowed -> allowed != port,
                InstantSource.system());
        UplinkWatch watch =
            new UplinkWatch(net, engine.own(), List.of(reference), InstantSource.system())) {
      net.dead = true;
      probeAll(watch);
      await().until(watch::getAsBoolean);

      try (ServerSocket _ = new ServerSocket(port, 50, router)) {
        await().until(() -> !watch.getAsBoolean());
      }
    }
  }

  @Test
  void withoutReferencesItTrustsItself() {
    try (UplinkWatch watch = new UplinkWatch(net, net, List.of(), InstantSource.system())) {
      net.dead = true;
      probeAll(watch);
      assertThat(watch.getAsBoolean()).isFalse();
    }
  }

  private static void probeAll(UplinkWatch watch) {
    for (int n = 0; n < 12; n++) {
      watch.probe(
          new ProbeRequest("http", "site-" + n, 80, Duration.ofSeconds(1), 0, HttpCheck.DEFAULT),
          _ -> {});
    }
  }

  /** A network that can die. */
  private static final class Net implements ProbeEngine {

    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    @Override
    public void probe(ProbeRequest request, Consumer<ProbeReport> done) {
      asked.add(request.address());
      boolean answers = !dead || alive.contains(request.address());
      Finding finding =
          answers
              ? new Finding.Satisfied()
              : new Finding.Failed(new Failure(Fault.CONNECT_TIMEOUT, Phase.CONNECT, "Nothing"));
      Attempt attempt = new Attempt(finding, Phases.NONE, null, Evidence.NONE);
      Instant now = Instant.now();
      done.accept(
          new ProbeReport(Judge.outcome(attempt, ExpectedCodes.DEFAULT), attempt, 1, now, now));
    }
  }
}
