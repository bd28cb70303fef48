package io.iplive.prober.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeEngine;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.Simulation;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.demand.IpVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProgramTest {

  private static final String NODE_IP = "192.0.2.7";

  @TempDir private Path folder;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final RecordingEngine engine = new RecordingEngine();
  private FakeGateway gateway;

  @BeforeEach
  void open() throws IOException {
    gateway = new FakeGateway();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void enrolsTakesJobsAndReports() throws Exception {
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.give(gateway.job(18, 8080));

      await().until(() -> gateway.results().size() == 1);
      JsonNode result = gateway.results().getFirst();
      assertThat(result.path("server_id").asLong()).isEqualTo(18);
      assertThat(result.path("last_status").asText()).isEqualTo("204");
      assertThat(result.path("res_time").asText()).isEqualTo("0.021");
      assertThat(result.path("phases").path("connect").asLong()).isEqualTo(2);
      assertThat(result.path("attempts").asInt()).isEqualTo(1);
      assertThat(result.path("remote_address").asText()).isEqualTo("192.0.2.1");
      assertThat(result.has("not_run")).isFalse();
      assertThat(told).anyMatch(words -> words.contains("Enrolled as node 7"));
      await().until(() -> gateway.cursors().contains("c1"));
      assertThat(gateway.cursors().getFirst()).isEmpty();
    }
    Path file = folder.resolve("node-192.0.2.7.properties");
    assertThat(Files.readString(file)).contains("node_id=7").contains(FakeGateway.TOKEN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    int polls = gateway.cursors().size();
    try (Running _ = start(null, null)) {
      await().until(() -> gateway.cursors().size() > polls + 1);
      gateway.give(gateway.job(19, 8080));
      await().until(() -> gateway.results().size() == 2);
    }
  }

  @Test
  void everyFieldOfAJobReachesTheProbe() throws Exception {
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      ObjectNode job = gateway.job(1, 443);
      job.put("protocol", "https")
          .put("domain", "shop.example")
          .put("cookies", "a=b")
          .put("user_agent", "mine")
          .put("method", "POST")
          .put("headers", "X-A: 1\nX-B: 2")
          .put("body", "c=d")
          .put("keyword", "well")
          .put("keyword_absent", "error")
          .put("send", "hi\\r\\n")
          .put("expect", "ho")
          .put("dns_type", "mx")
          .put("dns_server", "192.0.2.53")
          .put("dns_expect", "10 mx")
          .put("days", 14)
          .put("retry_count", 2)
          .put("timeout_ms", 2_500)
          .put("redirect", true)
          .put("tls_verify", false);
      job.put("account_id", 3)
          .putObject("demands")
          .put("slow_ms", 700)
          .put("ip_version", "6")
          .put("pattern", "a+")
          .put("json_path", "$.a")
          .put("json_expect", "1")
          .put("key_pins", "a".repeat(43) + "=")
          .put("script", "starttls")
          .put("packets", 3);
      job.putObject("simulation").put("status", 503).put("until_ms", 1_000);
      gateway.give(job);

      await().until(() -> engine.requests.size() == 1);
      ProbeRequest request = engine.requests.getFirst();
      assertThat(request.protocol()).isEqualTo("https");
      assertThat(request.port()).isEqualTo(443);
      assertThat(request.timeout()).isEqualTo(Duration.ofMillis(2_500));
      assertThat(request.retryCount()).isEqualTo(2);
      assertThat(request.daysLeft()).isEqualTo(14);
      assertThat(request.simulation()).isEqualTo(new Simulation(503, Instant.ofEpochMilli(1_000)));
      assertThat(request.dns().type()).isEqualTo("MX");
      assertThat(request.dns().server()).isEqualTo("192.0.2.53");
      assertThat(request.dns().expected()).isEqualTo("10 mx");
      assertThat(request.dialogue().send()).isEqualTo("hi\\r\\n");
      assertThat(request.dialogue().expect()).isEqualTo("ho");
      assertThat(request.http().host()).isEqualTo("shop.example");
      assertThat(request.http().cookies()).isEqualTo("a=b");
      assertThat(request.http().userAgent()).isEqualTo("mine");
      assertThat(request.http().tlsVerify()).isFalse();
      assertThat(request.http().followRedirects()).isTrue();
      assertThat(request.http().message().headers())
          .containsExactly(new Header("X-A", "1"), new Header("X-B", "2"));
      assertThat(request.http().message().body()).isEqualTo("c=d");
      assertThat(request.http().keywords().absent()).isEqualTo("error");
      assertThat(request.demands().slow()).isEqualTo(Duration.ofMillis(700));
      assertThat(request.demands().ip()).isEqualTo(IpVersion.V6);
      assertThat(request.demands().content().jsonExpected()).isEqualTo("1");
      assertThat(request.demands().pins().none()).isFalse();
      assertThat(request.demands().steps().all()).hasSize(1);
      assertThat(request.demands().pings().packets()).isEqualTo(3);
    }
  }

  @Test
  void jobsStartAtTheirDueTimeByTheGatewaysClockAndLateOnesNot() throws Exception {
    gateway.ahead(3_600_000);
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      long now = gateway.now();
      gateway.give(
          gateway
              .job(1, 80)
              .put("ip", "later")
              .put("due_ms", now + 900)
              .put("start_by_ms", now + 1_900));
      gateway.give(
          gateway
              .job(2, 80)
              .put("ip", "expired")
              .put("due_ms", now - 2_000)
              .put("start_by_ms", now - 1_000));
      gateway.give(gateway.job(3, 80).put("ip", "now"));

      await().until(() -> engine.requests.size() == 2);
      assertThat(engine.requests).extracting(ProbeRequest::address).containsExactly("now", "later");
      assertThat(gateway.now()).isGreaterThanOrEqualTo(now + 890);
    }
  }

  @Test
  void resultsWaitWhileTheGatewayIsAwayAndComeInOrder() throws Exception {
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      engine.hold();
      for (int target = 1; target <= 3; target++) {
        gateway.give(gateway.job(target, 80));
      }
      await().until(() -> engine.requests.size() == 3);
      gateway.answerWith(503);
      engine.release();
      await().until(() -> told.stream().anyMatch(words -> words.contains("kept for 10 minutes")));
      assertThat(gateway.results()).isEmpty();
      gateway.answerWith(200);

      await().until(() -> gateway.results().size() == 3);
      assertThat(gateway.results())
          .extracting(result -> result.path("server_id").asInt())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void anotherGatewayIsAskedWhereOneIsGone() throws Exception {
    try (FakeGateway second = new FakeGateway();
        Running _ = start(FakeGateway.PASSWD, null, List.of(gateway.address(), second.address()))) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.give(gateway.job(1, 80));
      await().until(() -> gateway.results().size() == 1);
      gateway.close();
      await().until(() -> second.cursors().size() > 1);
      second.give(second.job(2, 80));

      await().until(() -> second.results().size() == 1);
    }
  }

  @Test
  void aGatewayThatComesBackIsFoundWithinSeconds() throws Exception {
    int port = gateway.port();
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.close();
      await().until(() -> told.stream().anyMatch(words -> words.contains("No gateway")));
      gateway = new FakeGateway(port);
      gateway.give(gateway.job(1, 80));

      await().atMost(5, TimeUnit.SECONDS).until(() -> !gateway.cursors().isEmpty());
    }
  }

  @Test
  void aWrongPasswdSaysSo() {
    assertThatThrownBy(() -> stopped(start("wrong", null)))
        .isInstanceOf(NodeStoppedException.class)
        .hasMessageContaining("refuses this passwd");
  }

  @Test
  void withoutPasswdOrFileItSaysWhatIsMissing() {
    assertThatThrownBy(() -> stopped(start(null, null)))
        .isInstanceOf(NodeStoppedException.class)
        .hasMessageContaining("--passwd");
  }

  @Test
  void aKnownNodeWithoutItsTokenSaysHowToGetOne() {
    gateway.know();
    assertThatThrownBy(() -> stopped(start(FakeGateway.PASSWD, null)))
        .isInstanceOf(NodeStoppedException.class)
        .hasMessageContaining("./iplive node token 192.0.2.7");
  }

  @Test
  void aLostTokenEndsItAndAGivenOneIsKept() throws Exception {
    try (Running running = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.changeToken("another");
      assertThatThrownBy(() -> stopped(running))
          .isInstanceOf(NodeStoppedException.class)
          .hasMessageContaining("does not know this node's token")
          .hasMessageContaining("--token TOKEN");
    }
    int polls = gateway.cursors().size();
    try (Running _ = start(null, "another")) {
      await().until(() -> gateway.cursors().size() > polls + 1);
      gateway.give(gateway.job(1, 80));
      await().until(() -> gateway.results().size() == 1);
    }
    assertThat(Files.readString(folder.resolve("node-192.0.2.7.properties"))).contains("another");
  }

  @Test
  void anOrderlyStopWaitsForProbesAndSendsTheirResults() throws Exception {
    engine.hold();
    try (Running running = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.give(gateway.job(1, 80));
      await().until(() -> engine.requests.size() == 1);
      CompletableFuture<Void> stopping = CompletableFuture.runAsync(running::close);
      await().pollDelay(Duration.ofMillis(200)).until(() -> true);
      assertThat(stopping).isNotDone();
      engine.release();
      stopping.orTimeout(10, TimeUnit.SECONDS).join();
    }
    assertThat(gateway.results()).hasSize(1);
  }

  @Test
  void aJobThatCannotBeRunIsNamedAndTheOthersRun() throws Exception {
    try (Running _ = start(FakeGateway.PASSWD, null)) {
      await().until(() -> gateway.cursors().size() > 1);
      gateway.give(gateway.job(1, 80).put("path", "no slash"));
      gateway.give(gateway.job(2, 80));

      await().until(() -> gateway.results().size() == 1);
      assertThat(told).anyMatch(words -> words.contains("target 1 cannot be run"));
    }
  }

  private Running start(@Nullable String passwd, @Nullable String token) {
    return start(passwd, token, List.of(gateway.address()));
  }

  private Running start(@Nullable String passwd, @Nullable String token, List<URI> gateways) {
    NodeOptions options = new NodeOptions(gateways, NODE_IP, passwd, token, folder, 100);
    NodeProgram program =
        new NodeProgram(
            options, engine, () -> false, new GatewayClock(InstantSource.system()), told::add);
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            program.run();
            end.complete(null);
          } catch (NodeStoppedException | InterruptedException e) {
            end.completeExceptionally(e);
          }
        });
    return new Running(program, end);
  }

  private static void stopped(Running running) throws Throwable {
    try (running) {
      running.end.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private record Running(NodeProgram program, CompletableFuture<Void> end)
      implements AutoCloseable {

    @Override
    public void close() {
      program.stopTaking();
      program.close();
    }
  }

  /** Every target is up at once, or when the test says so. */
  private static final class RecordingEngine implements ProbeEngine {

    private final List<ProbeRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile boolean holding;

    void hold() {
      holding = true;
    }

    void release() {
      holding = false;
      held.forEach(Runnable::run);
    }

    @Override
    public void probe(ProbeRequest request, Consumer<ProbeReport> done) {
      Instant at = Instant.now();
      Runnable end =
          () ->
              done.accept(
                  new ProbeReport(
                      new Outcome.Up(),
                      new Attempt(
                          new Attempt.Finding.Answered(204),
                          new Phases(1, 2, 3, 4, 5, 6),
                          "192.0.2.1",
                          Evidence.NONE),
                      1,
                      at,
                      Instant.now()));
      if (holding) {
        held.add(end);
      }
      requests.add(request);
      if (!holding && !held.contains(end)) {
        end.run();
      }
    }
  }
}
