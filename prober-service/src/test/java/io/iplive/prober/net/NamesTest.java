package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class NamesTest {

  private NameServer names;
  private Probing probing;

  @BeforeEach
  void start() throws IOException {
    names = new NameServer();
    probing = new Probing(EngineSettings.defaults(1).asking(List.of(names.address())));
  }

  @AfterEach
  void stop() {
    probing.close();
    names.close();
  }

  @Test
  void connectsToWhatANameStandsForAndAsksAnewForEachProbe() throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.ok())) {
      ProbeReport report = probe("good.test", target.port(), 5_000);
      probe("good.test", target.port(), 5_000);

      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().remoteAddress()).isEqualTo("127.0.0.1");
      assertThat(report.last().phases().resolveMicros()).isPositive();
      assertThat(target.requests()).allMatch(r -> r.contains("Host: good.test:" + target.port()));
      assertThat(names.asked().stream().filter("good"::equals).count()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void theHostHeaderIsTheChecksAndTheConnectionTheAddresss() throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.ok())) {
      HttpCheck check =
          new HttpCheck("/", "shop.example", null, null, ExpectedCodes.DEFAULT, true, false);
      probing.probe(Probing.request("http", "good.test", target.port(), 5_000, 0, check));

      assertThat(target.requests().getFirst()).contains("Host: shop.example:" + target.port());
      assertThat(names.asked()).doesNotContain("shop");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing.test, DNS_NOT_FOUND",
    "broken.test, DNS_FAILED",
    "silent.test, DNS_TIMEOUT",
    "not..a..name, DNS_NOT_FOUND",
    "0x7f.1, DNS_NOT_FOUND"
  })
  void aNameThatDoesNotResolveFailsInThatPhase(String name, Fault fault) {
    ProbeReport report = probe(name, 80, 700);

    assertThat(Probing.failure(report).fault()).isEqualTo(fault);
    assertThat(Probing.failure(report).phase()).isEqualTo(Phase.RESOLVE);
    assertThat(report.last().phases().connectMicros()).isEqualTo(Phases.NOT_REACHED);
    assertThat(report.last().remoteAddress()).isNull();
  }

  /** One lost datagram, or one dead server, is nobody's outage. */
  @ParameterizedTest
  @CsvSource({"http, 2", "http, 1000", "dns, 1", "dns, 1000"})
  void whereAServerIsSilentTheNextIsAskedOrItselfAgain(String protocol, int silent)
      throws IOException {
    try (NameServer first = new NameServer(silent);
        TargetServer target = TargetServer.plain(Answers.ok());
        Probing patient =
            new Probing(
                EngineSettings.defaults(1)
                    .asking(
                        silent < 1_000
                            ? List.of(first.address())
                            : List.of(first.address(), names.address())))) {
      ProbeReport report =
          patient.probe(
              Probing.request(protocol, "good.test", target.port(), 9_000, 0, HttpCheck.DEFAULT));

      assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());
      assertThat(first.asked()).contains("good");
    }
  }

  /** Most sites are reached over IPv4, and some name servers never answer about IPv6. */
  @Test
  void aServerThatIsMuteAboutIpv6DelaysNobodyWhoHasIpv4() throws IOException {
    try (TargetServer target = TargetServer.plain(Answers.ok())) {
      ProbeReport report = probe("four.test", target.port(), 1_200);

      assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());
    }
  }

  @Test
  void aQuestionThatTheNodeCannotSendSaysNothingAboutTheName() {
    // The system lets nobody send to everybody who has not asked for it.
    InetSocketAddress everybody = new InetSocketAddress("255.255.255.255", 53);
    try (Probing cut = new Probing(EngineSettings.defaults(1).asking(List.of(everybody)))) {
      ProbeReport report =
          cut.probe(Probing.request("http", "good.test", 80, 5_000, 0, HttpCheck.DEFAULT));

      assertThat(Probing.failure(report).fault()).isEqualTo(Fault.NODE_FAULT);
      assertThat(report.outcome()).isInstanceOf(Outcome.NotRun.class);
    }
  }

  private ProbeReport probe(String name, int port, long timeoutMillis) {
    return probing.probe(Probing.request("http", name, port, timeoutMillis, 0, HttpCheck.DEFAULT));
  }
}
