package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.Simulation;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NettyProbeEngineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void triesAgainAtOnceAndReportsTheLastAttempt() throws IOException {
    AtomicInteger seen = new AtomicInteger();
    Answers goodAtLast =
        client ->
            (seen.incrementAndGet() < 3 ? Answers.text("HTTP/1.1 500 No\r\n\r\n") : Answers.ok())
                .answer(client);
    try (Probing probing = new Probing(EngineSettings.defaults(1));
        TargetServer target = TargetServer.plain(goodAtLast)) {
      ProbeReport report = probing.probe(hanging(target.port(), 5_000, 4));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.attempts()).isEqualTo(3);
      assertThat(target.connections()).isEqualTo(3);
    }
  }

  @Test
  void everyAttemptHasItsOwnDeadline() throws IOException {
    try (Probing probing = new Probing(EngineSettings.defaults(1));
        TargetServer target = TargetServer.plain(Answers.thenHang(""))) {
      ProbeReport report = probing.probe(hanging(target.port(), 250, 2));

      assertThat(report.attempts()).isEqualTo(3);
      assertThat(report.last().phases().totalMicros()).isBetween(249_000L, 749_000L);
      assertThat(Duration.between(report.startedAt(), report.finishedAt()))
          .isBetween(Duration.ofMillis(749), Duration.ofMillis(2_250));
    }
  }

  @Test
  void deadlinesAreExact() throws IOException {
    try (Probing probing = new Probing(EngineSettings.defaults(1));
        TargetServer target = TargetServer.plain(Answers.thenHang(""))) {
      probing.probe(hanging(target.port(), 50, 0));
      List<CompletableFuture<ProbeReport>> reports =
          IntStream.range(0, 50)
              .mapToObj(i -> probing.start(hanging(target.port(), 300 + i, 0)))
              .toList();

      long[] lateMicros =
          IntStream.range(0, 50)
              .mapToLong(
                  i -> reports.get(i).join().last().phases().totalMicros() - (300 + i) * 1_000L)
              .sorted()
              .toArray();

      assertThat(lateMicros[0]).isGreaterThan(-10);
      assertThat(lateMicros[25]).isLessThan(20_000);
    }
  }

  @Test
  void twoThousandHangingTargetsDelayNobodyElse() throws IOException {
    try (Probing probing = new Probing(EngineSettings.defaults(2));
        TargetServer hanging = TargetServer.plain(Answers.thenHang(""));
        TargetServer good = TargetServer.plain(Answers.ok())) {
      probing.http(good.port());
      List<CompletableFuture<ProbeReport>> stuck =
          Stream.generate(() -> probing.start(hanging(hanging.port(), 120_000, 0)))
              .limit(2_000)
              .toList();
      await().atMost(PATIENCE).until(() -> hanging.requests().size() == 2_000);

      long[] micros =
          IntStream.range(0, 50)
              .mapToLong(_ -> probing.http(good.port()).responseMicros())
              .sorted()
              .toArray();

      assertThat(micros[0]).isPositive();
      assertThat(micros[45]).isLessThan(200_000);
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void probesCutShortByAShutdownAreNotTheTargetsFault() throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.thenHang(""))) {
      CompletableFuture<ProbeReport> running;
      try (Probing probing = new Probing(EngineSettings.defaults(1))) {
        running = probing.start(hanging(target.port(), 30_000, 3));
        await().atMost(PATIENCE).until(() -> target.requests().size() == 1);
      }

      ProbeReport report = running.orTimeout(5, TimeUnit.SECONDS).join();
      assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.NODE_FAULT);
      assertThat(target.connections()).isEqualTo(1);
    }
  }

  @Test
  void aSimulatedOutageSendsNothingToAnybody() throws IOException {
    try (Probing probing = new Probing(EngineSettings.defaults(1));
        TargetServer target = TargetServer.plain(Answers.ok())) {
      ProbeReport simulated = probing.probe(simulated(target.port(), Instant.MAX));
      assertThat(simulated.outcome()).isInstanceOf(Outcome.Down.class);
      assertThat(simulated.statusCode()).isEqualTo(503);
      assertThat(target.connections()).isZero();

      ProbeReport real = probing.probe(simulated(target.port(), Instant.EPOCH));
      assertThat(real.outcome()).isEqualTo(new Outcome.Up());
    }
  }

  private static ProbeRequest simulated(int port, Instant until) {
    ProbeRequest plain = hanging(port, 5_000, 0);
    return new ProbeRequest(
        plain.protocol(),
        plain.address(),
        plain.port(),
        plain.timeout(),
        0,
        plain.http(),
        plain.dialogue(),
        plain.dns(),
        null,
        new Simulation(503, until));
  }

  @Test
  void anUnknownProtocolIsNotRun() {
    try (Probing probing = new Probing(EngineSettings.defaults(1))) {
      ProbeReport report =
          probing.probe(Probing.request("gopher", "127.0.0.1", 70, 100, 3, HttpCheck.DEFAULT));

      assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.PROTOCOL_UNSUPPORTED);
      assertThat(report.attempts()).isZero();
    }
  }

  @Test
  void thePolicyIsAskedWithTheResolvedAddressAndNothingIsSent() throws IOException {
    OutboundPolicy strict = new OutboundPolicy(List.of());
    try (NettyProbeEngine engine =
            new NettyProbeEngine(
                EngineSettings.defaults(1), strict::allows, InstantSource.system());
        TargetServer target = TargetServer.plain(Answers.ok())) {
      for (String address : List.of("127.0.0.1", "localhost", "::ffff:127.0.0.1", "::1")) {
        CompletableFuture<ProbeReport> report = new CompletableFuture<>();
        engine.probe(
            Probing.request("http", address, target.port(), 2_000, 2, HttpCheck.DEFAULT),
            report::complete);

        assertThat(report.join().outcome()).as(address).isInstanceOf(Outcome.NotRun.class);
        assertThat(Probing.failure(report.join()).fault()).isEqualTo(Fault.POLICY_REFUSED);
      }
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void nothingConnectsToADeniedPort() throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.ok());
        NettyProbeEngine engine =
            new NettyProbeEngine(
                EngineSettings.defaults(1),
                _ -> true,
                port -> port != target.port(),
                InstantSource.system())) {
      for (String type : List.of("http", "tcp", "udp")) {
        CompletableFuture<ProbeReport> report = new CompletableFuture<>();
        engine.probe(
            Probing.request(type, "127.0.0.1", target.port(), 2_000, 0, HttpCheck.DEFAULT),
            report::complete);
        assertThat(Probing.failure(report.join()).fault()).as(type).isEqualTo(Fault.POLICY_REFUSED);
      }
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void reportsAreDatedByTheGivenClock() throws IOException {
    Instant fixed = Instant.parse("2026-01-01T00:00:00Z");
    try (NettyProbeEngine engine =
            new NettyProbeEngine(
                EngineSettings.defaults(1), _ -> true, InstantSource.fixed(fixed));
        TargetServer target = TargetServer.plain(Answers.ok())) {
      CompletableFuture<ProbeReport> report = new CompletableFuture<>();
      engine.probe(hanging(target.port(), 5_000, 0), report::complete);

      assertThat(report.join().startedAt()).isEqualTo(fixed);
      assertThat(report.join().finishedAt()).isEqualTo(fixed);
    }
  }

  private static ProbeRequest hanging(int port, long timeoutMillis, int retries) {
    return Probing.request("http", "127.0.0.1", port, timeoutMillis, retries, HttpCheck.DEFAULT);
  }
}
