package io.iplive.prober.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.schemas.OutboundPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class DnsProbeTest {

  private static ZoneServer zone;
  private static Probing probing;

  @BeforeAll
  static void open() throws IOException {
    zone = new ZoneServer();
    probing = new Probing(EngineSettings.defaults(1).asking(List.of(zone.address())));
  }

  @AfterAll
  static void close() throws IOException {
    probing.close();
    zone.close();
  }

  @ParameterizedTest
  @CsvSource({
    "plain.test, A, ,",
    "plain.test, A, 192.0.2.1,",
    "plain.test, A, 192.0.2.2, DNS_UNEXPECTED",
    "plain.test, AAAA, , DNS_UNEXPECTED",
    "six.test, AAAA, 2001:db8::1,",
    "six.test, AAAA, 2001:DB8:0:0:0:0:0:1,",
    "six.test, AAAA, 2001:db8::2, DNS_UNEXPECTED",
    "alias.test, A, 192.0.2.1,",
    "alias.test, CNAME, Plain.Test.,",
    "mail.test, MX, 10 mx.mail.test,",
    "mail.test, MX, mx.mail.test,",
    "mail.test, MX, mail.test, DNS_UNEXPECTED",
    "text.test, TXT, v=spf1 -all,",
    "text.test, TXT, v=spf1,",
    "big.test, TXT, ,",
    "empty.test, A, , DNS_UNEXPECTED",
    "gone.test, A, , DNS_NOT_FOUND",
    "gone.test, A, NXDOMAIN,",
    "plain.test, A, NXDOMAIN, DNS_UNEXPECTED",
    "broken.test, A, , DNS_FAILED",
    "refused.test, A, , DNS_FAILED",
    "refused.test, A, REFUSED,",
    "silent.test, A, , TIMEOUT",
    "garbage.test, A, , PROTOCOL_MISMATCH",
    "foreign.test, A, , PROTOCOL_MISMATCH",
    "cut.test, A, , PROTOCOL_MISMATCH",
    "loop.test, CNAME, , PROTOCOL_MISMATCH"
  })
  void whatANameServerAnswersDecides(
      String name, String type, @Nullable String expected, @Nullable Fault fault) {
    ProbeReport report = probe(name, null, new DnsCheck(type, null, expected));

    if (fault == null) {
      assertThat(report.outcome()).isEqualTo(new Outcome.Up());
      assertThat(report.last().remoteAddress()).isEqualTo("127.0.0.1");
      assertThat(report.last().learned()).isInstanceOf(Learned.Records.class);
    } else {
      assertThat(Probing.failure(report).fault()).isEqualTo(fault);
    }
  }

  @Test
  void whatDoesNotFitComesOverTcp() {
    probe("big.test", null, new DnsCheck("TXT", null, null));

    assertThat(zone.asked()).containsSubsequence("big udp", "big tcp");
  }

  @Test
  void aTargetThatIsAnAddressIsTheServerAsked() {
    assertThat(probe("127.0.0.1", "plain.test", DnsCheck.DEFAULT).outcome())
        .isEqualTo(new Outcome.Up());
    assertThat(probe("plain.test", null, new DnsCheck("A", "127.0.0.1", null)).outcome())
        .isEqualTo(new Outcome.Up());
  }

  @Test
  void aServerThatIsAskedAboutNoNameHasOnlyToAnswer() {
    ProbeReport report = probe("127.0.0.1", null, DnsCheck.DEFAULT);
    assertThat(report.outcome()).as("%s", report.failure()).isEqualTo(new Outcome.Up());
  }

  @Test
  void anUnknownTypeIsNotRun() {
    assertThat(probe("plain.test", null, new DnsCheck("NONSENSE", null, null)).outcome())
        .isInstanceOf(Outcome.NotRun.class);
  }

  @Test
  void aServerOfTheChecksOwnIsAskedAboutAndTheNodesIsNot() throws IOException {
    OutboundPolicy strict = new OutboundPolicy(List.of());
    try (NettyProbeEngine engine =
        new NettyProbeEngine(
            EngineSettings.defaults(1).asking(List.of(zone.address())),
            strict::allows,
            InstantSource.system())) {
      CompletableFuture<ProbeReport> refused = new CompletableFuture<>();
      engine.probe(
          request("plain.test", null, new DnsCheck("A", "127.0.0.1", null)), refused::complete);
      assertThat(Probing.failure(refused.join()).fault()).isEqualTo(Fault.POLICY_REFUSED);

      CompletableFuture<ProbeReport> own = new CompletableFuture<>();
      engine.probe(request("plain.test", null, DnsCheck.DEFAULT), own::complete);
      assertThat(own.join().outcome()).isEqualTo(new Outcome.Up());
    }
  }

  private static ProbeReport probe(String target, @Nullable String host, DnsCheck check) {
    return probing.probe(request(target, host, check));
  }

  private static ProbeRequest request(String target, @Nullable String host, DnsCheck check) {
    return new ProbeRequest(
        "dns",
        target,
        zone.port(),
        Duration.ofMillis(target.startsWith("silent") ? 400 : 8_000),
        0,
        new HttpCheck("/", host, null, null, ExpectedCodes.DEFAULT, true, false),
        Dialogue.NONE,
        check,
        null,
        null);
  }
}
