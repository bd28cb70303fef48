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

  private ProbeReport probe(String name, int port, long timeoutMillis) {
    return probing.probe(Probing.request("http", name, port, timeoutMillis, 0, HttpCheck.DEFAULT));
  }
}
