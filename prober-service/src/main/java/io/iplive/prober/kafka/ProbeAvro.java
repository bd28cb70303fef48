package io.iplive.prober.kafka;

import io.iplive.prober.probe.ExpectedCodes;
import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Fault;
import io.iplive.prober.probe.HttpCheck;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.FailureCode;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbePhase;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Jobs, results and heartbeats on the wire. */
public final class ProbeAvro {

  private final AvroSerde<ProbeJob> jobs;
  private final AvroSerde<ProbeResult> results;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final SecretCipher secrets;

  public ProbeAvro(SchemaRegistry registry, SecretCipher secrets) {
    this.jobs = new AvroSerde<>(registry, ProbeJob.class);
    this.results = new AvroSerde<>(registry, ProbeResult.class);
    this.heartbeats = new AvroSerde<>(registry, NodeHeartbeat.class);
    this.secrets = secrets;
  }

  ProbeJob job(String topic, byte[] bytes) {
    return jobs.decode(topic, bytes);
  }

  byte[] bytes(ProbeResult result) {
    return results.encode(Topics.PROBE_RESULTS.name(), result);
  }

  byte[] bytes(NodeHeartbeat heartbeat) {
    return heartbeats.encode(Topics.NODE_HEARTBEATS.name(), heartbeat);
  }

  /**
   * What a job asks for.
   *
   * @throws IllegalArgumentException when it cannot be asked of anybody: the job is invalid
   * @throws IllegalStateException when its secrets cannot be opened here: our own fault
   */
  ProbeRequest request(ProbeJob job) {
    Check check = job.getCheck();
    HttpCheck http =
        new HttpCheck(
            check.getPath(),
            check.getHost(),
            opened(check.getCookies()),
            check.getUserAgent(),
            ExpectedCodes.parse(check.getExpectedCodes()),
            check.getTlsVerify(),
            check.getFollowRedirects());
    return new ProbeRequest(
        job.getProtocol(),
        job.getAddress(),
        check.getPort(),
        Duration.ofMillis(job.getTimeoutMillis()),
        job.getRetryCount(),
        http);
  }

  private @Nullable String opened(@Nullable EncryptedValue secret) {
    return secret == null ? null : secrets.decrypt(secret);
  }

  static ProbeResult result(ProbeJob job, ProbeReport report) {
    ProbeResult result = new ProbeResult();
    result.setMonitorId(job.getMonitorId());
    result.setTargetId(job.getTargetId());
    result.setNodeId(job.getNodeId());
    result.setRoundAt(job.getRoundAt());
    result.setDueAt(job.getDueAt());
    result.setStartedAt(report.startedAt());
    result.setFinishedAt(report.finishedAt());
    result.setJudgement(judgement(report.outcome()));
    result.setStatusCode(report.statusCode());
    Failure failure = report.failure();
    if (failure != null) {
      result.setFailureCode(code(failure.fault()).number());
      result.setFailureText(failure.sentence());
      result.setFailedPhase(phase(failure.phase()));
    }
    result.setResponseMicros(report.responseMicros());
    result.setPhases(times(report.last().phases()));
    result.setAttempts(report.attempts());
    result.setRemoteAddress(report.last().remoteAddress());
    result.setSuspect(false);
    return result;
  }

  private static Judgement judgement(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Up _ -> Judgement.UP;
      case Outcome.Down _ -> Judgement.DOWN;
      case Outcome.NotRun _ -> Judgement.NOT_RUN;
    };
  }

  private static PhaseTimes times(Phases phases) {
    return new PhaseTimes(
        phases.resolveMicros(),
        phases.connectMicros(),
        phases.tlsMicros(),
        phases.sendMicros(),
        phases.firstByteMicros(),
        phases.transferMicros());
  }

  private static @Nullable ProbePhase phase(@Nullable Phase phase) {
    return switch (phase) {
      case null -> null;
      case RESOLVE -> ProbePhase.RESOLVE;
      case CONNECT -> ProbePhase.CONNECT;
      case TLS -> ProbePhase.TLS;
      case SEND -> ProbePhase.SEND;
      case FIRST_BYTE -> ProbePhase.FIRST_BYTE;
      case TRANSFER -> ProbePhase.TRANSFER;
    };
  }

  static FailureCode code(Fault fault) {
    return switch (fault) {
      case DNS_NOT_FOUND -> FailureCode.DNS_NOT_FOUND;
      case DNS_FAILED -> FailureCode.DNS_FAILED;
      case DNS_TIMEOUT -> FailureCode.DNS_TIMEOUT;
      case CONNECTION_REFUSED -> FailureCode.CONNECTION_REFUSED;
      case CONNECT_TIMEOUT -> FailureCode.CONNECT_TIMEOUT;
      case CONNECTION_RESET -> FailureCode.CONNECTION_RESET;
      case UNREACHABLE -> FailureCode.UNREACHABLE;
      case CONNECTION_CLOSED -> FailureCode.CONNECTION_CLOSED;
      case TIMEOUT -> FailureCode.TIMEOUT;
      case TLS_FAILED -> FailureCode.TLS_FAILED;
      case CERTIFICATE_EXPIRED -> FailureCode.CERTIFICATE_EXPIRED;
      case CERTIFICATE_WRONG_NAME -> FailureCode.CERTIFICATE_WRONG_NAME;
      case CERTIFICATE_UNTRUSTED -> FailureCode.CERTIFICATE_UNTRUSTED;
      case HTTP_STATUS -> FailureCode.HTTP_STATUS;
      case HTTP_MALFORMED -> FailureCode.HTTP_MALFORMED;
      case BODY_TOO_LARGE -> FailureCode.BODY_TOO_LARGE;
      case HEADERS_TOO_LARGE -> FailureCode.HEADERS_TOO_LARGE;
      case POLICY_REFUSED -> FailureCode.POLICY_REFUSED;
      case PROTOCOL_UNSUPPORTED -> FailureCode.PROTOCOL_UNSUPPORTED;
      case NODE_FAULT -> FailureCode.NODE_FAULT;
    };
  }
}
