package io.iplive.prober.net;

import static io.iplive.prober.net.Answers.ok;
import static io.iplive.prober.net.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class HttpProbeTest {

  private static final Probing PROBING =
      new Probing(EngineSettings.defaults(1).bounded(HttpTable.MAX_BODY, HttpTable.MAX_HEADERS));

  @AfterAll
  static void close() {
    PROBING.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.iplive.prober.net.HttpTable#good")
  void completeAnswersAreUp(HttpTable.Good good) throws IOException {
    try (TargetServer target = TargetServer.plain(text(good.answer()))) {
      ProbeReport report = PROBING.http(target.port());

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.statusCode()).isEqualTo(good.status());
      assertThat(report.attempts()).isEqualTo(1);
      assertThat(report.last().remoteAddress()).isEqualTo("127.0.0.1");
      assertThat(report.responseMicros()).isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.iplive.prober.net.HttpTable#bad")
  void badAnswersAreDownWithTheirFault(HttpTable.Bad bad) throws IOException {
    try (TargetServer target = TargetServer.plain(bad.answers())) {
      ProbeReport report = PROBING.http(target.port());

      assertThat(Probing.failure(report).fault()).isEqualTo(bad.fault());
      assertThat(report.outcome()).isInstanceOf(Outcome.Down.class);
      assertThat(report.statusCode()).isEqualTo(bad.status());
      assertThat(report.last().evidence().head() != null)
          .isEqualTo(bad.status() != null && bad.status() != 101);
      assertThat(Probing.failure(report).sentence()).isNotBlank().doesNotContainPattern("[\r\n.]$");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.iplive.prober.net.HttpTable#slow")
  void slowAnswersEndAtTheDeadlineOfTheWholeAttempt(HttpTable.Slow slow) throws IOException {
    try (TargetServer target = TargetServer.plain(slow.answers())) {
      ProbeReport report = PROBING.http(target.port(), 400);

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TIMEOUT);
      assertThat(Probing.failure(report).phase()).isEqualTo(slow.phase());
      assertThat(report.last().phases().totalMicros()).isBetween(399_000L, 899_000L);
      assertThat(report.responseMicros()).isEqualTo(Phases.NOT_REACHED);
      assertThat(report.last().evidence().head() != null).isEqualTo(report.statusCode() != null);
    }
  }

  @Test
  void aClosedPortIsRefusedInTheConnectPhase() throws IOException {
    ProbeReport report = PROBING.http(TargetServer.closedPort());

    assertThat(Probing.failure(report).fault()).isEqualTo(Fault.CONNECTION_REFUSED);
    assertThat(Probing.failure(report).phase()).isEqualTo(Phase.CONNECT);
    assertThat(report.last().phases().connectMicros()).isNotNegative();
    assertThat(report.last().phases().sendMicros()).isEqualTo(Phases.NOT_REACHED);
  }

  @Test
  void phasesAddUpAndThoseOfOtherProtocolsAreAbsent() throws IOException {
    Answers late =
        client -> {
          Thread.sleep(120);
          text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n").answer(client);
          Thread.sleep(80);
          text("ok").answer(client);
        };
    try (TargetServer target = TargetServer.plain(late)) {
      Phases phases = PROBING.http(target.port()).last().phases();

      assertThat(phases.tlsMicros()).isEqualTo(Phases.NOT_REACHED);
      assertThat(phases.resolveMicros()).isNotNegative();
      assertThat(phases.connectMicros()).isNotNegative();
      assertThat(phases.sendMicros()).isNotNegative();
      assertThat(phases.firstByteMicros()).isGreaterThan(100_000);
      assertThat(phases.transferMicros()).isGreaterThan(60_000);
    }
  }

  @Test
  void sendsTheHostWithAPortThatIsNotTheProtocols() throws IOException {
    try (TargetServer target = TargetServer.plain(ok())) {
      PROBING.probe(request(target, check("/a?b=c%20d", "shop.example", null, null)));

      assertThat(target.requests().getFirst())
          .isEqualTo(
              "GET /a?b=c%20d HTTP/1.1\r\nHost: shop.example:"
                  + target.port()
                  + "\r\nUser-Agent: Mozilla/5.0 (compatible; SiteCheck/1.0)\r\nAccept: */*\r\n"
                  + "Connection: close\r\n\r\n");
    }
  }

  @Test
  void sendsTheAddressAsHostWhenThereIsNone() throws IOException {
    try (TargetServer target = TargetServer.plain(ok())) {
      PROBING.http(target.port());

      assertThat(target.requests().getFirst())
          .contains("Host: 127.0.0.1:" + target.port() + "\r\n");
    }
  }

  @Test
  void sendsCookiesAndTheChecksOwnUserAgent() throws IOException {
    try (TargetServer target = TargetServer.plain(ok())) {
      PROBING.probe(request(target, check("/", null, "a=\u0444; b=2", "Panel/2")));

      assertThat(target.requests().getFirst())
          .contains("\r\nCookie: a=\u0444; b=2\r\n")
          .contains("\r\nUser-Agent: Panel/2\r\n");
    }
  }

  @Test
  void judgesByTheChecksOwnCodes() throws IOException {
    try (TargetServer target = TargetServer.plain(text("HTTP/1.1 404 No\r\n\r\n"))) {
      HttpCheck wants404 =
          new HttpCheck("/", null, null, null, ExpectedCodes.parse("404"), true, false);

      assertThat(PROBING.probe(request(target, wants404)).outcome()).isEqualTo(new Outcome.Up());
    }
  }

  @Test
  void aRedirectIsAnAnswerWhereItIsNotToBeFollowed() throws IOException {
    try (Site site = Site.serving(_ -> Site.redirect(302, "/elsewhere"))) {
      ProbeReport report = PROBING.http(site.port());

      assertThat(report.statusCode()).isEqualTo(302);
      assertThat(report.last().evidence().hops()).isEmpty();
      assertThat(site.requests()).hasSize(1);
    }
  }

  @Test
  void anUnexpectedAnswerIsKeptForPeople() throws IOException {
    Answers answer =
        text(
            "HTTP/1.1 500 Broken\r\nX-Trace: 7\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9000));
    try (TargetServer target = TargetServer.plain(answer)) {
      ProbeReport report = PROBING.http(target.port());

      assertThat(report.last().evidence().head()).contains("500 Broken").contains("X-Trace: 7");
      assertThat(report.last().evidence().body()).isEqualTo("x".repeat(2048));
    }
  }

  @Test
  void andIsReadInItsOwnCharset() throws IOException {
    byte[] words = "\u041e\u0448\u0438\u0431\u043a\u0430".getBytes(Charset.forName("windows-1251"));
    String head =
        "HTTP/1.1 500 No\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Length: 6\r\n\r\n";
    try (Site site = Site.serving(_ -> answer(head, words))) {
      assertThat(PROBING.http(site.port()).last().evidence().body())
          .isEqualTo("\u041e\u0448\u0438\u0431\u043a\u0430");
    }
  }

  @Test
  void probesOverIpv6() throws IOException {
    Assumptions.assumeTrue(hasIpv6Loopback(), "This machine has no IPv6 loopback");
    try (TargetServer target = TargetServer.plain(InetAddress.ofLiteral("::1"), ok())) {
      ProbeReport report =
          PROBING.probe(
              Probing.request("http", "::1", target.port(), Probing.PATIENT, 0, HttpCheck.DEFAULT));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(target.requests().getFirst()).contains("Host: [::1]:" + target.port() + "\r\n");
    }
  }

  private static byte[] answer(String head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Site.bytes(head));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static boolean hasIpv6Loopback() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(InetAddress.ofLiteral("::1")::equals);
  }

  private static HttpCheck check(
      String path, @Nullable String host, @Nullable String cookies, @Nullable String agent) {
    return new HttpCheck(path, host, cookies, agent, ExpectedCodes.DEFAULT, true, false);
  }

  private static ProbeRequest request(TargetServer target, HttpCheck check) {
    return Probing.request("http", "127.0.0.1", target.port(), Probing.PATIENT, 0, check);
  }
}
