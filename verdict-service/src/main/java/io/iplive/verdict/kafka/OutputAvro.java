package io.iplive.verdict.kafka;

import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import io.iplive.schemas.verdict.VoteKind;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Version;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What goes out, in the published language; rounds.v1 is also read back, for replays. */
public final class OutputAvro {

  private OutputAvro() {}

  /** An event of rounds.v1. */
  public static io.iplive.schemas.verdict.RoundEvent round(RoundEvent event) {
    return switch (event) {
      case RoundEvent.Closed closed ->
          new io.iplive.schemas.verdict.RoundEvent(
              RoundEventKind.ROUND_CLOSED,
              closed.round().monitor(),
              closed(closed),
              null,
              null,
              null);
      case RoundEvent.Changed(Lifecycle fact) ->
          new io.iplive.schemas.verdict.RoundEvent(
              RoundEventKind.LIFECYCLE, fact.monitor(), null, lifecycle(fact), null, null);
    };
  }

  /** The inverse of {@link #round(RoundEvent)}; empty for what the machine itself said. */
  public static Optional<RoundEvent> round(io.iplive.schemas.verdict.RoundEvent event) {
    return switch (event.getKind()) {
      case ROUND_CLOSED -> Optional.of(closed(part(event.getClosed(), event)));
      case LIFECYCLE ->
          Optional.of(
              new RoundEvent.Changed(VerdictAvro.lifecycle(part(event.getLifecycle(), event))));
      case FLAPPING_STARTED, FLAPPING_STOPPED, DEGRADED_STARTED, DEGRADED_STOPPED ->
          Optional.empty();
      case UNKNOWN ->
          throw new PoisonException("A round event of a kind this program does not know");
    };
  }

  private static <T> T part(@Nullable T part, io.iplive.schemas.verdict.RoundEvent event) {
    if (part == null) {
      throw new PoisonException("A %s event without its part".formatted(event.getKind()));
    }
    return part;
  }

  /** An event of outages.v1. */
  public static io.iplive.schemas.verdict.OutageEvent outage(OutageEvent event) {
    return switch (event) {
      case OutageEvent.Opened(
              var outage,
              Version version,
              Instant decidedRoundAt,
              var evidence) -> {
        var opened = outage(OutageEventKind.OPENED, outage, version, decidedRoundAt, null, null);
        opened.setEvidence(EvidenceAvro.published(evidence));
        yield opened;
      }
      case OutageEvent.Closed(
              var outage,
              Version version,
              Instant decidedRoundAt,
              Instant closedAt,
              OutageEvent.Reason reason) ->
          outage(OutageEventKind.CLOSED, outage, version, decidedRoundAt, closedAt, reason(reason));
    };
  }

  static PaceChanged pace(io.iplive.verdict.monitor.PaceChanged event) {
    Pacing pacing = event.pacing();
    return new PaceChanged(
        event.monitor(),
        event.version().epoch(),
        event.version().number(),
        pacing instanceof Pacing.ErrorPace ? Pace.ERROR : Pace.NORMAL,
        pacing instanceof Pacing.ErrorPace(Instant anchor, List<Long> _) ? anchor : null,
        pacing.failingTargets(),
        event.at());
  }

  private static io.iplive.schemas.verdict.OutageEvent outage(
      OutageEventKind kind,
      OutageEvent.Outage outage,
      Version version,
      Instant decidedRoundAt,
      @Nullable Instant closedAt,
      @Nullable CloseReason reason) {
    return new io.iplive.schemas.verdict.OutageEvent(
        outage.id() + "-" + kind,
        kind,
        outage.id(),
        outage.monitor(),
        outage.target(),
        outage.record(),
        outage.owner().account(),
        outage.owner().app(),
        outage.owner().group(),
        version.number(),
        outage.since(),
        decidedRoundAt,
        closedAt,
        reason,
        outage.cause().statusCode(),
        outage.cause().failureCode(),
        outage.cause().failureText(),
        null);
  }

  private static CloseReason reason(OutageEvent.Reason reason) {
    return switch (reason) {
      case RECOVERED -> CloseReason.RECOVERED;
      case STOPPED -> CloseReason.STOPPED;
      case REMOVED -> CloseReason.REMOVED;
      case BALANCE -> CloseReason.BALANCE;
    };
  }

  private static RoundClosed closed(RoundEvent.Closed closed) {
    Round round = closed.round();
    return new RoundClosed(
        round.monitor(),
        round.version().epoch(),
        round.version().number(),
        round.owner().account(),
        round.owner().app(),
        round.owner().group(),
        round.at(),
        Pace.valueOf(round.pace().name()),
        closed.openedAt(),
        closed.closedAt(),
        round.votesNeeded(),
        round.policy().numError(),
        round.policy().numOk(),
        seconds(round.policy().period()),
        seconds(round.policy().errorPeriod()),
        closed.verdicts().stream().map(OutputAvro::verdict).toList());
  }

  private static RoundEvent.Closed closed(RoundClosed closed) {
    Policy policy =
        new Policy(
            closed.getNumError(),
            closed.getNumOk(),
            Duration.ofSeconds(closed.getPeriodSeconds()),
            Duration.ofSeconds(closed.getErrorPeriodSeconds()));
    Round round =
        new Round(
            closed.getMonitorId(),
            new Version(closed.getEpoch(), closed.getDefinitionVersion()),
            new Owner(closed.getAccountId(), closed.getAppId(), closed.getGroupId()),
            closed.getRoundAt(),
            Round.Pace.valueOf(closed.getPace().name()),
            closed.getVotesNeeded(),
            policy);
    List<Verdict> verdicts = closed.getTargets().stream().map(OutputAvro::verdict).toList();
    return new RoundEvent.Closed(round, closed.getOpenedAt(), closed.getClosedAt(), verdicts);
  }

  private static TargetVerdict verdict(Verdict verdict) {
    return new TargetVerdict(
        verdict.target().id(),
        verdict.target().record(),
        verdict.target().position(),
        verdict.target().addressVersion(),
        Outcome.valueOf(verdict.outcome().name()),
        DecidedBy.valueOf(verdict.by().name()),
        verdict.decidedAt(),
        verdict.responseMillis(),
        verdict.statusCode(),
        verdict.failureCode(),
        verdict.failureText(),
        verdict.votes().stream().map(OutputAvro::vote).toList(),
        verdict.slow(),
        EvidenceAvro.published(verdict.evidence()));
  }

  private static Verdict verdict(TargetVerdict verdict) {
    return new Verdict(
        new RoundOpened.Target(
            verdict.getTargetId(),
            verdict.getRecordId(),
            verdict.getPosition(),
            verdict.getAddressVersion()),
        io.iplive.verdict.round.Outcome.valueOf(verdict.getOutcome().name()),
        Verdict.By.valueOf(verdict.getDecidedBy().name()),
        verdict.getDecidedAt(),
        verdict.getResponseMillis(),
        verdict.getStatusCode(),
        verdict.getFailureCode(),
        verdict.getFailureText(),
        verdict.getVotes().stream().map(OutputAvro::vote).toList(),
        verdict.getSlow(),
        EvidenceAvro.seen(verdict.getEvidence()));
  }

  private static io.iplive.schemas.verdict.Vote vote(Vote vote) {
    return new io.iplive.schemas.verdict.Vote(
        vote.node(),
        VoteKind.valueOf(vote.kind().name()),
        vote.statusCode(),
        vote.failureCode(),
        vote.responseMicros(),
        vote.slow());
  }

  private static Vote vote(io.iplive.schemas.verdict.Vote vote) {
    return new Vote(
        vote.getNodeId(),
        Vote.Kind.valueOf(vote.getKind().name()),
        vote.getStatusCode(),
        vote.getFailureCode(),
        null,
        vote.getResponseMicros(),
        vote.getSlow(),
        null);
  }

  private static LifecycleFact lifecycle(Lifecycle fact) {
    return new LifecycleFact(
        LifecycleKind.valueOf(fact.kind().name()),
        fact.monitor(),
        fact.version().epoch(),
        fact.version().number(),
        fact.owner().account(),
        fact.owner().app(),
        fact.owner().group(),
        fact.commandAt(),
        fact.targets().stream()
            .map(t -> new LifecycleTarget(t.id(), t.record(), t.addressVersion()))
            .toList(),
        seconds(fact.period()),
        seconds(fact.errorPeriod()),
        suspendedFor(fact.suspension()),
        fact.accountVersion());
  }

  private static @Nullable SuspensionReason suspendedFor(
      Lifecycle.@Nullable Suspension suspension) {
    return switch (suspension) {
      case null -> null;
      case BALANCE -> SuspensionReason.BALANCE;
      case OPERATOR -> SuspensionReason.OPERATOR;
    };
  }

  private static int seconds(Duration duration) {
    return Math.toIntExact(duration.toSeconds());
  }
}
