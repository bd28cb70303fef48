package io.iplive.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Learned;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.HttpCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ProbeRequest REQUEST =
      new ProbeRequest("tls", "a.example", 443, Duration.ofSeconds(1), 0, HttpCheck.DEFAULT);

  @Test
  void ofCertificatesTheirEndsAndTheIssuerAreTold() {
    Learned learned =
        new Learned.Certificates(
            NOW.plus(Duration.ofDays(80)), NOW.plus(Duration.ofDays(20)), "CN=\u001bSome CA");

    assertThat(told(learned))
        .contains("UP")
        .contains("  certificate ends 2026-03-22T00:00:00Z, in 80 days")
        .contains("  one above it ends 2026-01-21T00:00:00Z, in 20 days")
        .contains("  issued by CN= Some CA");
    assertThat(ProbeJson.of(REQUEST, report(learned)).path("found").toString())
        .isEqualTo(
            "{\"certificate_ends\":\"2026-03-22T00:00:00Z\",\"certificate_days\":80,"
                + "\"path_ends\":\"2026-01-21T00:00:00Z\",\"path_days\":20,"
                + "\"issuer\":\"CN=\\u001BSome CA\"}");
  }

  @Test
  void ofADomainWhenItsRegistrationEnds() {
    Learned learned = new Learned.Registration(NOW.plus(Duration.ofDays(300)));

    assertThat(told(learned)).contains("registration ends 2026-10-28T00:00:00Z, in 300 days");
    assertThat(json(learned, "registration_days")).isEqualTo("300");
  }

  @Test
  void ofANameItsRecordsAndOfEchoesTheirLoss() {
    Learned records = new Learned.Records(List.of("10 mx.a.example", "20 mx.b.example"));
    assertThat(told(records)).contains("record 10 mx.a.example").contains("record 20 mx.b.example");
    assertThat(json(records, "records")).isEqualTo("[\"10 mx.a.example\",\"20 mx.b.example\"]");

    Learned echoes = new Learned.Echoes(3, 4);
    assertThat(told(echoes)).contains("3 of 4 echoes answered, 25 % lost");
    assertThat(json(echoes, "loss_percent")).isEqualTo("25");
  }

  private static String told(Learned learned) {
    return new ProbeText(new PhaseChart('#')).of(REQUEST, report(learned));
  }

  private static String json(Learned learned, String field) {
    return ProbeJson.of(REQUEST, report(learned)).path("found").path(field).toString();
  }

  private static ProbeReport report(Learned learned) {
    Attempt attempt =
        new Attempt(new Finding.Satisfied(), Phases.NONE, null, Evidence.NONE, learned);
    return new ProbeReport(new Outcome.Up(), attempt, 1, NOW, NOW);
  }
}
