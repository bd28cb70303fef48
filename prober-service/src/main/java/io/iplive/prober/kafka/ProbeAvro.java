package io.iplive.prober.kafka;

import io.iplive.prober.probe.Failure;
import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.Phase;
import io.iplive.prober.probe.Phases;
import io.iplive.prober.probe.ProbeReport;
import io.iplive.prober.probe.ProbeRequest;
import io.iplive.prober.probe.Simulation;
import io.iplive.prober.probe.check.Dialogue;
import io.iplive.prober.probe.check.DnsCheck;
import io.iplive.prober.probe.check.ExpectedCodes;
import io.iplive.prober.probe.check.HttpCheck;
import io.iplive.prober.probe.check.HttpMessage;
import io.iplive.prober.probe.check.Keywords;
import io.iplive.prober.probe.demand.Content;
import io.iplive.prober.probe.demand.Demands;
import io.iplive.prober.probe.demand.Identity;
import io.iplive.prober.probe.demand.IpVersion;
import io.iplive.prober.probe.demand.Pings;
import io.iplive.prober.probe.demand.Pins;
import io.iplive.prober.probe.demand.Steps;
import io.iplive.prober.probe.evidence.Plain;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.EncryptedValue;
import io.iplive.schemas.prober.Evidence;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbePhase;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs, results and heartbeats on the wire. */
public final class ProbeAvro {

  private static final int LONGEST_HEAD = 4 << 10;
  private static final int LONGEST_BODY = 2 << 10;

  private final AvroSerde<ProbeJob> jobs;
  private final AvroSerde<ProbeResult> results;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final SecretCipher secrets;

  /**
   * What is said of a report beside its facts.
   *
   * @param suspect the node does not trust itself now
   * @param slow the target is up, but slower than its check wants
   * @param told whether all that was seen goes along
   */
  record Remarks(boolean suspect, boolean slow, boolean told) {}

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
            check.getFollowRedirects(),
            message(check),
            new Keywords(check.getKeyword(), check.getKeywordAbsent()));
    return new ProbeRequest(
        job.getProtocol(),
        job.getAddress(),
        check.getPort(),
        Duration.ofMillis(job.getTimeoutMillis()),
        job.getRetryCount(),
        http,
        new Dialogue(check.getSend(), check.getExpect()),
        new DnsCheck(
            check.getDnsType() == null ? DnsCheck.DEFAULT.type() : check.getDnsType(),
            check.getDnsServer(),
            check.getDnsExpect()),
        check.getDaysLeft(),
        simulation(check),
        demands(check.getDemands()),
        job.getAccountId());
  }

  private Demands demands(io.iplive.schemas.gateway.@Nullable Demands asked) {
    if (asked == null) {
      return Demands.NONE;
    }
    Integer slow = asked.getSlowMillis();
    String identity = opened(asked.getClientCertificate());
    return new Demands(
        slow == null ? null : Duration.ofMillis(slow),
        IpVersion.of(asked.getIpVersion()),
        Content.of(
            asked.getPattern(), asked.getJsonPath(), asked.getJsonExpect(), asked.getBodySha256()),
        Pins.parse(asked.getKeyPins()),
        identity == null ? null : Identity.parse(identity),
        Steps.parse(asked.getScript()),
        Pings.of(
            asked.getPackets(), asked.getPacketBytes(), asked.getTtl(), asked.getLossPercent()));
  }

  private HttpMessage message(Check check) {
    String headers = opened(check.getHeaders());
    return new HttpMessage(
        check.getMethod(),
        headers == null ? List.of() : HttpMessage.headers(headers),
        opened(check.getBody()));
  }

  private static @Nullable Simulation simulation(Check check) {
    var simulated = check.getSimulation();
    return simulated == null
        ? null
        : new Simulation(simulated.getStatusCode(), simulated.getUntil());
  }

  private @Nullable String opened(@Nullable EncryptedValue secret) {
    return secret == null ? null : secrets.decrypt(secret);
  }

  /** A result. */
  static ProbeResult result(ProbeJob job, ProbeReport report, Remarks remarks) {
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
      result.setFailureCode(failure.fault().code());
      result.setFailureText(failure.sentence());
      result.setFailedPhase(phase(failure.phase()));
    }
    result.setResponseMicros(report.responseMicros());
    result.setPhases(times(report.last().phases()));
    result.setAttempts(report.attempts());
    result.setRemoteAddress(report.last().remoteAddress());
    result.setSuspect(remarks.suspect());
    result.setSlow(remarks.slow());
    if (remarks.told()) {
      result.setEvidence(evidence(job, report));
    }
    return result;
  }

  private static Evidence evidence(ProbeJob job, ProbeReport report) {
    io.iplive.prober.probe.Evidence seen = report.last().evidence();
    return Evidence.newBuilder()
        .setNodeId(job.getNodeId())
        .setRemoteAddress(report.last().remoteAddress())
        .setHead(Plain.text(seen.head(), LONGEST_HEAD))
        .setBody(Plain.text(seen.body(), LONGEST_BODY))
        .setCertificates(Plain.lines(seen.certificates()))
        .setRedirects(
            Plain.lines(
                seen.hops().stream().map(hop -> hop.statusCode() + " " + hop.location()).toList()))
        .setAddresses(Plain.lines(seen.addresses()))
        .build();
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
}
