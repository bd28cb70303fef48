package io.iplive.verdict.kafka;

import io.iplive.schemas.FailureCode;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Version;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes in: the published language of scheduler and prober, as the core means it. */
final class VerdictAvro {

  /** A probe is bounded by a minute an attempt and six attempts. */
  private static final long LONGEST_RESPONSE_MICROS = 3_600_000_000L;

  private static final int LONGEST_TEXT = 500;

  private VerdictAvro() {}

  /** The core's RoundOpened; one that could not be judged is poison. */
  static RoundOpened opened(io.iplive.schemas.scheduler.RoundOpened event) {
    try {
      Policy policy =
          new Policy(
              event.getNumError(),
              event.getNumOk(),
              Duration.ofSeconds(event.getPeriodSeconds()),
              Duration.ofSeconds(event.getErrorPeriodSeconds()));
      Round round =
          new Round(
              event.getMonitorId(),
              new Version(event.getEpoch(), event.getDefinitionVersion()),
              new Owner(event.getAccountId(), event.getAppId(), event.getGroupId()),
              event.getRoundAt(),
              pace(event.getPace()),
              event.getVotesNeeded(),
              policy);
      return new RoundOpened(
          round,
          event.getTargets().stream()
              .map(t ->
                  new RoundOpened.Target(
                      t.getTargetId(), t.getRecordId(), t.getPosition(), t.getAddressVersion()))
              .toList(),
          event.getAskedNodes().stream()
              .map(a -> new RoundOpened.Asked(a.getNodeId(), a.getSuspect()))
              .toList(),
          Duration.ofMillis(event.getLastsMillis()));
    } catch (IllegalArgumentException e) {
      throw new PoisonException(e);
    }
  }

  /** The core's lifecycle fact. */
  static Lifecycle lifecycle(LifecycleFact event) {
    Lifecycle.Kind kind = kind(event.getKind());
    boolean listsAll =
        switch (kind) {
          case STARTED, CHANGED, SUSPENDED -> true;
          case PAUSED, STOPPED, TARGETS_REMOVED, TARGETS_MOVED -> false;
        };
    if (listsAll && event.getTargets().isEmpty()) {
      throw new PoisonException("A %s fact lists all targets, this one has none".formatted(kind));
    }
    if (event.getPeriodSeconds() < 1 || event.getErrorPeriodSeconds() < 1) {
      throw new PoisonException(
          "periodSeconds=%d, errorPeriodSeconds=%d: at least 1 each"
              .formatted(event.getPeriodSeconds(), event.getErrorPeriodSeconds()));
    }
    return new Lifecycle(
        kind,
        event.getMonitorId(),
        new Version(event.getEpoch(), event.getDefinitionVersion()),
        event.getAccountVersion(),
        suspension(event.getSuspendedFor()),
        new Owner(event.getAccountId(), event.getAppId(), event.getGroupId()),
        event.getCommandAt(),
        targets(event.getTargets()),
        Duration.ofSeconds(event.getPeriodSeconds()),
        Duration.ofSeconds(event.getErrorPeriodSeconds()));
  }

  /** A node's word; what is our own fault is no vote, whatever the node made of it. */
  static Answer answer(ProbeResult result) {
    if (result.getResponseMicros() < -1 || result.getResponseMicros() > LONGEST_RESPONSE_MICROS) {
      throw new PoisonException(
          "responseMicros=%d, allowed -1..%d"
              .formatted(result.getResponseMicros(), LONGEST_RESPONSE_MICROS));
    }
    Vote vote =
        new Vote(
            result.getNodeId(),
            word(result),
            result.getStatusCode(),
            result.getFailureCode(),
            shortened(result.getFailureText()),
            result.getResponseMicros(),
            result.getSlow() && result.getJudgement() == Judgement.UP,
            result.getJudgement() == Judgement.DOWN
                ? EvidenceAvro.seen(result.getEvidence())
                : null);
    return new Answer(
        result.getMonitorId(),
        result.getTargetId(),
        result.getRoundAt(),
        result.getSuspect() ? vote.distrusted() : vote);
  }

  /** Which part of a schedule event its kind promises; absent is poison. */
  static <T> T part(@Nullable T part, ScheduleEvent event) {
    if (part == null) {
      throw new PoisonException("A %s event without its part".formatted(event.getKind()));
    }
    return part;
  }

  private static Vote.Kind word(ProbeResult result) {
    return switch (result.getJudgement()) {
      case UP -> Vote.Kind.UP;
      case DOWN -> ours(result.getFailureCode()) ? Vote.Kind.NOT_RUN : Vote.Kind.DOWN;
      case NOT_RUN, UNKNOWN -> Vote.Kind.NOT_RUN;
    };
  }

  private static boolean ours(@Nullable Integer failureCode) {
    return failureCode != null
        && FailureCode.ofNumber(failureCode).map(FailureCode::ours).orElse(false);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private static Round.Pace pace(io.iplive.schemas.scheduler.Pace pace) {
    return switch (pace) {
      case NORMAL -> Round.Pace.NORMAL;
      case ERROR -> Round.Pace.ERROR;
      case UNKNOWN -> throw new PoisonException("pace: of a kind this program does not know");
    };
  }

  private static Lifecycle.Kind kind(LifecycleKind kind) {
    return switch (kind) {
      case STARTED -> Lifecycle.Kind.STARTED;
      case CHANGED -> Lifecycle.Kind.CHANGED;
      case PAUSED -> Lifecycle.Kind.PAUSED;
      case STOPPED -> Lifecycle.Kind.STOPPED;
      case TARGETS_REMOVED -> Lifecycle.Kind.TARGETS_REMOVED;
      case TARGETS_MOVED -> Lifecycle.Kind.TARGETS_MOVED;
      case SUSPENDED -> Lifecycle.Kind.SUSPENDED;
      case UNKNOWN ->
          throw new PoisonException("A lifecycle fact of a kind this program does not know");
    };
  }

  private static Lifecycle.@Nullable Suspension suspension(@Nullable SuspensionReason reason) {
    return switch (reason) {
      case null -> null;
      case BALANCE -> Lifecycle.Suspension.BALANCE;
      case OPERATOR, UNKNOWN -> Lifecycle.Suspension.OPERATOR;
    };
  }

  private static List<Lifecycle.Target> targets(List<LifecycleTarget> targets) {
    return targets.stream()
        .map(t -> new Lifecycle.Target(t.getTargetId(), t.getRecordId(), t.getAddressVersion()))
        .toList();
  }
}
