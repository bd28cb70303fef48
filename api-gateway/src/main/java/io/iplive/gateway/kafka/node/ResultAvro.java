package io.iplive.gateway.kafka.node;

import io.iplive.gateway.deal.Evidence;
import io.iplive.gateway.deal.Observation;
import io.iplive.gateway.deal.Observation.Fault;
import io.iplive.gateway.deal.Observation.Judgement;
import io.iplive.gateway.deal.Phases;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbePhase;
import io.iplive.schemas.prober.ProbeResult;
import org.jspecify.annotations.Nullable;

/** Judged results as probe-results.v1 has them. */
final class ResultAvro {

  private ResultAvro() {}

  static ProbeResult result(Observation seen) {
    Fault fault = seen.fault();
    String phase = fault == null ? null : fault.phase();
    return ProbeResult.newBuilder()
        .setMonitorId(seen.monitorId())
        .setTargetId(seen.target().value())
        .setNodeId(seen.node().value())
        .setRoundAt(seen.roundAt())
        .setDueAt(seen.dueAt())
        .setStartedAt(seen.startedAt())
        .setFinishedAt(seen.finishedAt())
        .setJudgement(judgement(seen.judgement()))
        .setStatusCode(seen.statusCode())
        .setFailureCode(fault == null ? null : fault.code())
        .setFailureText(fault == null ? null : fault.text())
        .setFailedPhase(phase == null ? null : ProbePhase.valueOf(phase))
        .setResponseMicros(seen.responseMicros())
        .setPhases(times(seen.phases()))
        .setAttempts(seen.attempts())
        .setRemoteAddress(seen.remoteAddress())
        .setSuspect(seen.suspect())
        .setSlow(seen.slow())
        .setEvidence(evidence(seen))
        .build();
  }

  private static io.iplive.schemas.prober.@Nullable Evidence evidence(Observation seen) {
    Evidence evidence = seen.evidence();
    return evidence == null
        ? null
        : new io.iplive.schemas.prober.Evidence(
            seen.node().value(),
            seen.remoteAddress(),
            evidence.head(),
            evidence.body(),
            evidence.certificates(),
            evidence.redirects(),
            evidence.addresses());
  }

  private static io.iplive.schemas.prober.Judgement judgement(Judgement judgement) {
    return switch (judgement) {
      case UP -> io.iplive.schemas.prober.Judgement.UP;
      case DOWN -> io.iplive.schemas.prober.Judgement.DOWN;
      case NOT_RUN -> io.iplive.schemas.prober.Judgement.NOT_RUN;
    };
  }

  private static PhaseTimes times(Phases phases) {
    return new PhaseTimes(
        phases.resolve(),
        phases.connect(),
        phases.tls(),
        phases.send(),
        phases.firstByte(),
        phases.transfer());
  }
}
