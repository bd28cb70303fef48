package io.iplive.prober.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.prober.kafka.ProbeAvro.Remarks;
import io.iplive.prober.probe.Attempt;
import io.iplive.prober.probe.Evidence;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.demand.Pings;
import io.iplive.schemas.FailureCode;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.Demands;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbePhase;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbeAvroTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:01Z");
  private static final Phases PHASES = new Phases(1, 2, 3, 4, 5, 6);

  @ParameterizedTest
  @EnumSource
  void everyFaultHasAPublishedCodeThatAgreesOnWhoseItIs(Fault fault) {
    FailureCode code = FailureCode.ofNumber(fault.code()).orElseThrow();
    assertThat(code.name()).isEqualTo(fault.name());
    assertThat(code.ours()).isEqualTo(fault.ours());
  }

  @Test
  void everyPublishedCodeIsSomeFaults() {
    assertThat(Arrays.stream(Fault.values()).map(Fault::code))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureCode.values()).map(FailureCode::number).toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyPhaseKeepsItsName(Phase phase) {
    Failure failure = new Failure(Fault.TIMEOUT, phase, "Too slow");
    assertThat(result(down(failure)).getFailedPhase()).isEqualTo(ProbePhase.valueOf(phase.name()));
  }

  @Test
  void anUpCarriesItsFactsAndNoFailure() {
    Attempt attempt =
        new Attempt(new Attempt.Finding.Answered(204), PHASES, "192.0.2.1", Evidence.NONE);
    ProbeResult result =
        result(new ProbeReport(new Outcome.Up(), attempt, 2, START, START.plusMillis(30)));

    assertThat(result.getJudgement()).isEqualTo(Judgement.UP);
    assertThat(result.getStatusCode()).isEqualTo(204);
    assertThat(result.getFailureCode()).isNull();
    assertThat(result.getFailureText()).isNull();
    assertThat(result.getFailedPhase()).isNull();
    assertThat(result.getResponseMicros()).isEqualTo(21);
    assertThat(result.getPhases()).isEqualTo(new PhaseTimes(1L, 2L, 3L, 4L, 5L, 6L));
    assertThat(result.getAttempts()).isEqualTo(2);
    assertThat(result.getRemoteAddress()).isEqualTo("192.0.2.1");
    assertThat(result.getStartedAt()).isEqualTo(START);
    assertThat(result.getFinishedAt()).isEqualTo(START.plusMillis(30));
    assertThat(result.getMonitorId()).isEqualTo(7);
  }

  @Test
  void aDownCarriesCodeSentenceAndPhase() {
    ProbeResult result =
        result(down(new Failure(Fault.CONNECTION_REFUSED, Phase.CONNECT, "Refused")));

    assertThat(result.getJudgement()).isEqualTo(Judgement.DOWN);
    assertThat(result.getFailureCode()).isEqualTo(2010);
    assertThat(result.getFailureText()).isEqualTo("Refused");
    assertThat(result.getFailedPhase()).isEqualTo(ProbePhase.CONNECT);
    assertThat(result.getStatusCode()).isNull();
    assertThat(result.getResponseMicros()).isEqualTo(-1);
  }

  @Test
  void whatWasNotRunHasNoAttemptsAndNoPhase() {
    ProbeResult result =
        result(ProbeReport.notRun(new Failure(Fault.PROTOCOL_UNSUPPORTED, null, "No"), START));

    assertThat(result.getJudgement()).isEqualTo(Judgement.NOT_RUN);
    assertThat(result.getFailedPhase()).isNull();
    assertThat(result.getAttempts()).isZero();
    assertThat(result.getPhases()).isEqualTo(new PhaseTimes(-1L, -1L, -1L, -1L, -1L, -1L));
  }

  @Test
  void whatWasSeenGoesAlongWhereItIsToldAndIsPlain() {
    Failure failure = new Failure(Fault.HTTP_STATUS, Phase.TRANSFER, "It is 500");
    Evidence seen =
        new Evidence(
            List.of(new Evidence.Hop(301, "http://a.example/")),
            "HTTP/1.1 500 No",
            "a\u0000b" + "x".repeat(5_000),
            List.of("CN=a"),
            List.of("192.0.2.1"));
    ProbeReport report =
        new ProbeReport(
            new Outcome.Down(failure),
            new Attempt(new Attempt.Finding.Broken(500, failure), PHASES, "192.0.2.1", seen),
            1,
            START,
            START);
    ProbeResult result = ProbeAvro.result(job(), report, new Remarks(false, true, true));

    assertThat(result.getSlow()).isTrue();
    assertThat(result.getEvidence().getRedirects()).containsExactly("301 http://a.example/");
    assertThat(result.getEvidence().getBody()).startsWith("a bx").hasSize(2_048);
    assertThat(result.getEvidence().getCertificates()).containsExactly("CN=a");
    assertThat(result.getEvidence().getAddresses()).containsExactly("192.0.2.1");
    assertThat(result.getEvidence().getRemoteAddress()).isEqualTo("192.0.2.1");
    assertThat(result(report).getEvidence()).isNull();
  }

  @Test
  void everyDemandReachesTheProbe() {
    Check check = new Check();
    check.setPath("/");
    check.setExpectedCodes("2xx");
    check.setMethod("GET");
    check.setDemands(
        Demands.newBuilder()
            .setSlowMillis(700)
            .setIpVersion("both")
            .setPattern("a+")
            .setJsonPath("$.a[0]")
            .setJsonExpect("1")
            .setBodySha256("0".repeat(64))
            .setKeyPins("a".repeat(43) + "=")
            .setScript("expect a\nstarttls")
            .setPackets(5)
            .setPacketBytes(100)
            .setTtl(9)
            .setLossPercent(20)
            .build());
    ProbeJob job = job();
    job.setProtocol("http");
    job.setAddress("a.example");
    job.setTimeoutMillis(1_000);
    job.setCheck(check);
    var demands = avro().request(job).demands();

    assertThat(demands.slow()).isEqualTo(Duration.ofMillis(700));
    assertThat(demands.ip()).isEqualTo(IpVersion.BOTH);
    assertThat(demands.content().pattern()).hasToString("a+");
    assertThat(demands.content().jsonPath()).hasToString("$.a[0]");
    assertThat(demands.content().jsonExpected()).isEqualTo("1");
    assertThat(demands.content().sha256()).isEqualTo("0".repeat(64));
    assertThat(demands.pins().sha256()).hasSize(1);
    assertThat(demands.steps().all()).hasSize(2);
    assertThat(demands.pings()).isEqualTo(new Pings(5, 100, 9, 20));
  }

  private static ProbeAvro avro() {
    SchemaRegistry nobody =
        new SchemaRegistry() {
          @Override
          public int register(String subject, Schema schema) {
            return 1;
          }

          @Override
          public Schema schema(int id) {
            throw new AssertionError(id);
          }
        };
    return new ProbeAvro(
        nobody, new SecretCipher(Map.of("k", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), "k"));
  }

  private static ProbeReport down(Failure failure) {
    Attempt attempt = new Attempt(new Attempt.Finding.Failed(failure), PHASES, null, Evidence.NONE);
    return new ProbeReport(new Outcome.Down(failure), attempt, 1, START, START);
  }

  private static ProbeResult result(ProbeReport report) {
    return ProbeAvro.result(job(), report, new Remarks(false, false, false));
  }

  private static ProbeJob job() {
    ProbeJob job = new ProbeJob();
    job.setMonitorId(7);
    job.setRoundAt(START);
    job.setDueAt(START);
    job.setCheck(new Check());
    return job;
  }
}
