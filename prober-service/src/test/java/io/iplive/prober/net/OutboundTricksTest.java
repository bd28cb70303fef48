package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to write an inside address that people have tried on somebody. */
class OutboundTricksTest {

  private static NameServer names;
  private static TargetServer inside;
  private static NettyProbeEngine engine;

  @BeforeAll
  static void open() throws IOException {
    names = new NameServer();
    inside = TargetServer.plain(Answers.ok());
    OutboundPolicy strict = new OutboundPolicy(List.of());
    engine =
        new NettyProbeEngine(
            EngineSettings.defaults(1).asking(List.of(names.address())),
            strict::allows,
            InstantSource.system());
  }

  @AfterAll
  static void close() throws IOException {
    engine.close();
    inside.close();
    names.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "127.000.000.001",
        "0.0.0.0",
        "0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "good.test",
        "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
        "::1",
        "[::1]",
        "0:0:0:0:0:0:0:1",
        "::",
        "::ffff:127.0.0.1",
        "[::ffff:7f00:1]",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "::1%lo",
        "fe80::1%1",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "user@127.0.0.1",
        "127.0.0.1/",
        "127.0.0.1#a.example",
        "a.example@127.0.0.1"
      })
  void anInsideAddressIsNeverConnectedTo(String address) {
    for (String protocol : List.of("http", "https", "tcp", "udp", "icmp", "tls", "smtp")) {
      ProbeReport report = probe(protocol, address, HttpCheck.DEFAULT);

      assertThat(Probing.failure(report).fault())
          .as("%s", protocol)
          .isIn(Fault.POLICY_REFUSED, Fault.DNS_NOT_FOUND, Fault.DNS_FAILED);
      assertThat(report.last().phases().sendMicros()).isNegative();
    }
    assertThat(inside.connections()).isZero();
  }

  @Test
  void aHostHeaderDoesNotChangeWhereAProbeGoes() {
    HttpCheck check =
        new HttpCheck("/", "a.example", null, null, ExpectedCodes.DEFAULT, true, true);
    assertThat(Probing.failure(probe("http", "127.0.0.1", check)).fault())
        .isEqualTo(Fault.POLICY_REFUSED);
  }

  /** The address that was asked about is the one connected to: there is no second look-up. */
  @Test
  void aNameThatChangesItsMindIsLookedUpOnce() throws IOException {
    int before = names.asked().size();
    try (NettyProbeEngine open =
            new NettyProbeEngine(
                EngineSettings.defaults(1).asking(List.of(names.address())),
                InetAddress::isLoopbackAddress,
                InstantSource.system());
        TargetServer target = TargetServer.plain(Answers.ok())) {
      CompletableFuture<ProbeReport> report = new CompletableFuture<>();
      open.probe(
          new ProbeRequest(
              "http", "good.test", target.port(), Duration.ofSeconds(5), 0, HttpCheck.DEFAULT),
          report::complete);
      assertThat(report.join().last().remoteAddress()).isEqualTo("127.0.0.1");
    }
    long lookups =
        names.asked().subList(before, names.asked().size()).stream().filter("good"::equals).count();
    // One question each for IPv4 and IPv6.
    assertThat(lookups).isLessThanOrEqualTo(2);
  }

  private static ProbeReport probe(String protocol, String address, HttpCheck check) {
    CompletableFuture<ProbeReport> report = new CompletableFuture<>();
    engine.probe(
        new ProbeRequest(protocol, address, inside.port(), Duration.ofSeconds(3), 0, check),
        report::complete);
    return report.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
