package io.iplive.sla.kafka;

import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.TargetVerdict;
import io.iplive.schemas.verdict.Vote;
import io.iplive.sla.history.Definition;
import io.iplive.sla.history.Fact;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.history.Outages.End;
import io.iplive.sla.history.Rolled;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The published language, as far as a report needs it. */
final class HistoryAvro {

  private HistoryAvro() {}

  static Definition definition(MonitorDefinition definition) {
    return new Definition(
        definition.getMonitorId(),
        definition.getName(),
        definition.getData(),
        definition.getAppName(),
        definition.getGroupId(),
        definition.getState() == MonitorState.STOPPED,
        definition.getTargets().stream()
            .map(target ->
                new Definition.Addressed(
                    target.getTargetId(), target.getRecordId(), target.getAddress()))
            .toList());
  }

  static End end(@Nullable CloseReason reason) {
    return switch (reason) {
      case RECOVERED -> End.RECOVERED;
      case REMOVED -> End.REMOVED;
      case BALANCE -> End.BALANCE;
      case STOPPED, UNKNOWN -> End.STOPPED;
      case null -> End.STOPPED;
    };
  }

  /**
   * Empty: nothing that bears on what time was.
   *
   * @param appended when the topic had it
   */
  static Optional<Fact> fact(RoundEvent event, long appended) {
    RoundClosed closed = event.getClosed();
    if (closed != null) {
      return Optional.of(
          new Fact.Round(
              closed.getRoundAt().toEpochMilli(),
              closed.getPeriodSeconds(),
              closed.getTargets().stream().map(HistoryAvro::judged).toList()));
    }
    LifecycleFact lifecycle = event.getLifecycle();
    return lifecycle == null ? Optional.empty() : command(lifecycle, appended);
  }

  private static Optional<Fact> command(LifecycleFact fact, long appended) {
    What what =
        switch (fact.getKind()) {
          case STARTED -> What.STARTED;
          case CHANGED -> What.CHANGED;
          case PAUSED -> What.PAUSED;
          case STOPPED -> What.STOPPED;
          case TARGETS_REMOVED -> What.REMOVED;
          case TARGETS_MOVED -> What.MOVED;
          case SUSPENDED -> What.SUSPENDED;
          case UNKNOWN -> null;
        };
    return what == null
        ? Optional.empty()
        : Optional.of(
            new Fact.Command(
                what,
                fact.getCommandAt().toEpochMilli(),
                appended,
                fact.getPeriodSeconds(),
                fact.getTargets().stream()
                    .map(t ->
                        new Fact.Named(t.getTargetId(), t.getRecordId(), t.getAddressVersion()))
                    .toList()));
  }

  private static Fact.Judged judged(TargetVerdict verdict) {
    return new Fact.Judged(
        verdict.getTargetId(),
        verdict.getRecordId(),
        verdict.getAddressVersion(),
        switch (verdict.getOutcome()) {
          case UP -> Outcome.UP;
          case DOWN -> Outcome.DOWN;
          case INCONCLUSIVE -> Outcome.INCONCLUSIVE;
          case CANCELLED, UNKNOWN -> Outcome.CANCELLED;
        },
        verdict.getResponseMillis(),
        verdict.getVotes().stream().map(HistoryAvro::vote).toList());
  }

  private static Fact.Vote vote(Vote vote) {
    Outcome saw =
        switch (vote.getKind()) {
          case UP -> Outcome.UP;
          case DOWN -> Outcome.DOWN;
          case SILENT, SUSPECT, NOT_RUN, UNKNOWN -> null;
        };
    return new Fact.Vote(vote.getNodeId(), saw, vote.getResponseMicros());
  }

  static Rolled rolled(Rollup rollup) {
    return new Rolled(
        rollup.getMonitorId(),
        rollup.getTargetId(),
        rollup.getRecordId(),
        rollup.getHour().toEpochMilli(),
        rollup.getThrough().toEpochMilli(),
        rollup.getComplete(),
        rollup.getUpMillis(),
        rollup.getDownMillis(),
        rollup.getInconclusiveMillis(),
        rollup.getUnmonitoredMillis(),
        rollup.getPausedMillis(),
        rollup.getChecks(),
        rollup.getChecksDown(),
        rollup.getResponse().getSumMillis(),
        rollup.getResponse().getBuckets());
  }
}
