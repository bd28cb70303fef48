package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Evidence.Hop;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.HttpMessage.Header;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class RedirectTest {

  private static final ExpectedCodes GOOD = ExpectedCodes.parse("2xx");

  private static NameServer names;
  private static Probing probing;

  @BeforeAll
  static void open() throws IOException {
    names = new NameServer();
    probing =
        new Probing(
            EngineSettings.defaults(1)
                .trusting(List.of(Certificates.AUTHORITY.getCertificate()))
                .asking(List.of(names.address())));
  }

  @AfterAll
  static void close() {
    probing.close();
    names.close();
  }

  @ParameterizedTest
  @CsvSource({
    "301, /b/c?d=e, /b/c?d=e",
    "302, b, /a/b",
    "303, ?x, /a/page?x",
    "307, ../up, /up",
    "308, #top, /a/page?q"
  })
  void theLastAnswerDecidesAndEveryHopIsRecorded(int status, String location, String path)
      throws IOException {
    try (Site site =
        Site.serving(request ->
            request.startsWith("GET /a/page?q ") && !request.contains("Cookie: been=1")
                ? Site.bytes(
                    "HTTP/1.1 %d Moved\r\nSet-Cookie: been=1\r\nLocation: %s\r\n\r\n"
                        .formatted(status, location))
                : Site.ok())) {
      ProbeReport report = probe("127.0.0.1", site.port(), check("/a/page?q"));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.statusCode()).isEqualTo(200);
      assertThat(site.lines())
          .containsExactly("GET /a/page?q HTTP/1.1", "GET " + path + " HTTP/1.1");
      assertThat(report.last().evidence().hops())
          .containsExactly(new Hop(status, "http://127.0.0.1:" + site.port() + path));
    }
  }

  @Test
  void hostAndServerNameFollowTheHop() throws IOException, GeneralSecurityException {
    try (TargetServer target = TargetServer.tls(Certificates.of("good.test", 30), Answers.ok());
        Site site =
            Site.serving(
                _ -> Site.redirect(301, "https://good.test:%d/".formatted(target.port())))) {
      ProbeReport report = probe("127.0.0.1", site.port(), check("/"));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(target.serverNames()).containsExactly("good.test");
      assertThat(target.requests().getFirst())
          .contains("\r\nHost: good.test:" + target.port() + "\r\n");
      assertThat(report.last().phases().tlsMicros()).isPositive();
    }
  }

  @Test
  void aHopToTheChecksOwnHostGoesToItsAddress() throws IOException {
    try (Site site =
        Site.serving(request ->
            request.startsWith("GET / ")
                ? Site.redirect(302, "//shop.example:%s/in".formatted(hostPort(request)))
                : Site.ok())) {
      ProbeReport report =
          probe(
              "127.0.0.1",
              site.port(),
              new HttpCheck("/", "shop.example", null, null, GOOD, true, true));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(names.asked()).doesNotContain("shop");
    }
  }

  private static String hostPort(String request) {
    return request.replaceFirst("(?s).*Host: [^:]*:(\\d+).*", "$1");
  }

  @Test
  void secretsStayWithTheSiteTheyAreFor() throws IOException {
    try (Site other = Site.serving(_ -> Site.ok());
        Site site =
            Site.serving(_ -> Site.redirect(307, "http://good.test:%d/".formatted(other.port())))) {
      HttpMessage message =
          new HttpMessage("POST", List.of(new Header("X-Token", "secret")), "password=x");
      ProbeReport report =
          probe(
              "127.0.0.1",
              site.port(),
              new HttpCheck("/", null, "session=1", null, GOOD, true, true, message, Keywords.ANY));

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(site.requests().getFirst()).contains("X-Token: secret").endsWith("password=x");
      assertThat(other.requests().getFirst())
          .startsWith("POST / ")
          .contains("Content-Length: 0")
          .doesNotContain("secret", "password", "session");
    }
  }

  @ParameterizedTest
  @CsvSource({"301, GET", "302, GET", "303, GET", "307, POST", "308, POST"})
  void aFormIsSentAgainOnlyWhereTheServerInsists(int status, String method) throws IOException {
    try (Site site =
        Site.serving(request ->
            request.contains(" /first ") ? Site.redirect(status, "/second") : Site.ok())) {
      HttpMessage message = new HttpMessage("POST", List.of(), "a=b");
      probe(
          "127.0.0.1",
          site.port(),
          new HttpCheck("/first", null, null, null, GOOD, true, true, message, Keywords.ANY));

      assertThat(site.requests().getLast()).startsWith(method + " /second ");
      assertThat(site.requests().getLast().endsWith("a=b")).isEqualTo(method.equals("POST"));
    }
  }

  @Test
  void tenRedirectsAreFollowedAndNoMore() throws IOException {
    for (int length : new int[] {10, 11}) {
      try (Site site =
          Site.serving(request -> {
            int at = Integer.parseInt(request.replaceFirst("(?s)GET /(\\d+) .*", "$1"));
            return at < length ? Site.redirect(302, "/" + (at + 1)) : Site.ok();
          })) {
        ProbeReport report = probe("127.0.0.1", site.port(), check("/0"));

        assertThat(site.requests()).hasSize(11);
        if (length == 10) {
          assertThat(report.outcome()).isEqualTo(new Outcome.Up());
          assertThat(report.last().evidence().hops()).hasSize(10);
        } else {
          assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TOO_MANY_REDIRECTS);
          assertThat(report.statusCode()).isEqualTo(302);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://good.test/",
        "javascript:alert(1)",
        "http://user@good.test/",
        "http://good.test:0/",
        "http://good.test:99999/",
        "http://[fe80::1%25eth0]/",
        "http://a%20b/",
        "http:///path",
        "http://%31%32%37.0.0.1/"
      })
  void aRedirectToNowhereIsAFailureOfItsOwn(String location) throws IOException {
    try (Site site = Site.serving(_ -> Site.redirect(302, location))) {
      ProbeReport report = probe("127.0.0.1", site.port(), check("/"));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.REDIRECT_INVALID);
      assertThat(site.requests()).hasSize(1);
    }
  }

  @Test
  void everyHopsAddressIsAskedAbout() throws IOException {
    OutboundPolicy policy = new OutboundPolicy(List.of("127.0.0.0/8"));
    try (NettyProbeEngine engine =
            new NettyProbeEngine(
                EngineSettings.defaults(1).asking(List.of(names.address())),
                policy::allows,
                InstantSource.system());
        Site site = Site.serving(_ -> Site.redirect(302, "http://169.254.169.254/latest/"))) {
      CompletableFuture<ProbeReport> report = new CompletableFuture<>();
      engine.probe(request("127.0.0.1", site.port(), check("/"), 5_000), report::complete);

      assertThat(Probing.failure(report.join()).fault()).isEqualTo(Fault.POLICY_REFUSED);
      assertThat(report.join().outcome()).isInstanceOf(Outcome.NotRun.class);
    }
  }

  @Test
  void oneDeadlineIsForAllHopsAndPhasesAreSummed() throws IOException {
    try (Site site =
        Site.serving(request -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
          return Site.redirect(302, "/x" + request.length());
        })) {
      ProbeReport report = probing.probe(request("127.0.0.1", site.port(), check("/"), 400));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.TIMEOUT);
      assertThat(Probing.failure(report).phase()).isEqualTo(Phase.FIRST_BYTE);
      assertThat(report.last().phases().totalMicros()).isBetween(399_000L, 899_000L);
      assertThat(report.last().phases().firstByteMicros()).isGreaterThan(300_000);
      assertThat(report.statusCode()).isNull();
    }
  }

  private static HttpCheck check(String path) {
    return new HttpCheck(path, null, null, null, GOOD, true, true);
  }

  private static ProbeReport probe(String address, int port, HttpCheck check) {
    return probing.probe(request(address, port, check, Probing.PATIENT));
  }

  private static ProbeRequest request(String address, int port, HttpCheck check, long millis) {
    return new ProbeRequest("http", address, port, Duration.ofMillis(millis), 0, check);
  }
}
