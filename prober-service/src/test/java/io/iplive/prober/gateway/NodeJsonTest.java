package io.iplive.prober.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Evidence.Hop;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Judge;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeJsonTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:01Z");
  private static final NodeJob JOB =
      new NodeJob(
          18,
          1_767_225_600,
          3,
          AT,
          AT,
          new ProbeRequest("tcp", "192.0.2.1", 80, Duration.ofSeconds(3), 0, HttpCheck.DEFAULT));

  @Test
  void theContractsStatusTellsTheKindsOfEndsApart() {
    assertThat(status(new Finding.Answered(200))).isEqualTo("200");
    assertThat(status(new Finding.Answered(503))).isEqualTo("503");
    assertThat(status(new Finding.Satisfied())).isEqualTo("200");
    assertThat(status(broken(200, Fault.KEYWORD_MISSING))).isEqualTo("200");
    assertThat(status(failed(Fault.CONNECTION_REFUSED))).isEqualTo("1");
    assertThat(status(failed(Fault.CERTIFICATE_EXPIRED))).isEqualTo("1");
    assertThat(status(failed(Fault.TIMEOUT))).isEqualTo("2");
    assertThat(status(failed(Fault.CONNECT_TIMEOUT))).isEqualTo("2");
    assertThat(status(failed(Fault.DNS_TIMEOUT))).isEqualTo("2");
    assertThat(status(failed(Fault.NODE_FAULT))).isEqualTo("0");
  }

  @Test
  void aFailureCarriesCodeWordsPhaseAndWhatWasSeen() {
    ObjectNode json = result(broken(200, Fault.KEYWORD_MISSING), true);
    assertThat(json.path("code").asInt()).isEqualTo(2044);
    assertThat(json.path("text").asText()).isEqualTo("It failed");
    assertThat(json.path("phase").asText()).isEqualTo("first_byte");
    assertThat(json.path("suspect").asBoolean()).isTrue();
    assertThat(json.path("timestamp").asText()).isEqualTo("1767225600");
    assertThat(json.path("started_ms").asLong()).isEqualTo(AT.toEpochMilli());
    assertThat(json.path("evidence").path("redirects").get(0).asText())
        .isEqualTo("301 http://a.example/");
    assertThat(json.path("evidence").path("head").asText()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(json.has("res_time")).isFalse();
  }

  @Test
  void whatWasNotRunSaysSo() {
    assertThat(result(failed(Fault.POLICY_REFUSED), false).path("not_run").asBoolean()).isTrue();
    assertThat(result(new Finding.Answered(200), false).has("not_run")).isFalse();
  }

  private static String status(Finding finding) {
    return result(finding, false).path("last_status").asText();
  }

  private static ObjectNode result(Finding finding, boolean suspect) {
    Attempt attempt =
        new Attempt(
            finding,
            Phases.NONE,
            null,
            new Evidence(
                List.of(new Hop(301, "http://a.example/")),
                "HTTP/1.1 200 OK",
                null,
                List.of(),
                List.of()));
    return NodeJson.result(
        JOB,
        new ProbeReport(
            Judge.outcome(attempt, ExpectedCodes.DEFAULT), attempt, 1, AT, AT.plusMillis(5)),
        suspect,
        true);
  }

  private static Finding failed(Fault fault) {
    return new Finding.Failed(new Failure(fault, Phase.CONNECT, "It failed"));
  }

  private static Finding broken(int status, Fault fault) {
    return new Finding.Broken(status, new Failure(fault, Phase.FIRST_BYTE, "It failed"));
  }
}
