package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.Ballot;
import io.iplive.verdict.collector.Collector.Early;
import io.iplive.verdict.collector.Head;
import io.iplive.verdict.collector.Life;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.kafka.row.BallotRow;
import io.iplive.verdict.kafka.row.ByRow;
import io.iplive.verdict.kafka.row.DecisionRow;
import io.iplive.verdict.kafka.row.EarlyRow;
import io.iplive.verdict.kafka.row.HeldRow;
import io.iplive.verdict.kafka.row.LifeRow;
import io.iplive.verdict.kafka.row.MonitorRow;
import io.iplive.verdict.kafka.row.OutcomeRow;
import io.iplive.verdict.kafka.row.StateRow;
import io.iplive.verdict.kafka.row.TargetRow;
import io.iplive.verdict.kafka.row.VoteRow;
import io.iplive.verdict.kafka.row.WordRow;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.outage.Cause;
import io.iplive.verdict.outage.Flaps;
import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.outage.Slowness;
import io.iplive.verdict.outage.Target;
import io.iplive.verdict.outage.TargetState;
import io.iplive.verdict.rollup.Track;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Version;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the core's state and its stored rows meet. */
final class StateAvro {

  private StateAvro() {}

  static MonitorRow row(Monitor monitor) {
    Head head = monitor.collector().head();
    Version halt = haltedBy(head.life());
    return new MonitorRow(
        head.newest().epoch(),
        head.newest().number(),
        head.account(),
        head.applied().stream().map(Enum::name).sorted().toList(),
        switch (head.life()) {
          case Life.Unheard _ -> LifeRow.UNHEARD;
          case Life.Active _ -> LifeRow.ACTIVE;
          case Life.Paused _ -> LifeRow.PAUSED;
          case Life.Stopped _ -> LifeRow.STOPPED;
        },
        halt.epoch(),
        halt.number(),
        head.life() instanceof Life.Stopped(Version _, Instant at) ? at.toEpochMilli() : 0L,
        head.newestRound().toEpochMilli(),
        head.changedAt().toEpochMilli(),
        head.aliveAt().toEpochMilli(),
        head.staleAfter().toMillis(),
        anchor(monitor.outages().pacing()),
        TrackAvro.row(monitor.rollups().owner()),
        RoundRows.inMonitor(monitor.collector().open()));
  }

  static @Nullable Long anchor(Pacing pacing) {
    return switch (pacing) {
      case Pacing.NormalPace _ -> null;
      case Pacing.ErrorPace(Instant anchor, List<Long> _) -> anchor.toEpochMilli();
    };
  }

  static Head head(MonitorRow row) {
    Version halt = new Version(row.getHaltEpoch(), row.getHaltVersion());
    Life life =
        switch (row.getLife()) {
          case UNHEARD -> new Life.Unheard();
          case ACTIVE -> new Life.Active();
          case PAUSED -> new Life.Paused(halt);
          case STOPPED -> new Life.Stopped(halt, at(row.getHaltAt()));
        };
    Set<Lifecycle.Kind> applied =
        row.getApplied().stream().map(Lifecycle.Kind::valueOf).collect(Collectors.toSet());
    return new Head(
        new Version(row.getEpoch(), row.getVersion()),
        row.getAccountVersion(),
        applied,
        life,
        at(row.getNewestRound()),
        at(row.getChangedAt()),
        at(row.getAliveAt()),
        Duration.ofMillis(row.getStaleAfterMillis()));
  }

  /**
   * The row of a target, with its ballots of the open rounds; null when there is nothing to keep.
   */
  static @Nullable TargetRow row(Monitor monitor, long target) {
    List<BallotRow> ballots = new ArrayList<>();
    for (OpenRound round : monitor.collector().open()) {
      int index = round.opened().indexOf(target);
      if (index >= 0) {
        Ballot ballot = round.ballots().get(index);
        if (isStored(ballot)) {
          ballots.add(row(round.opened().round().at(), ballot));
        }
      }
    }
    Target held = monitor.outages().targets().get(target);
    Track track = monitor.rollups().tracks().get(target);
    return held == null && track == null && ballots.isEmpty()
        ? null
        : new TargetRow(
            held == null ? null : row(held), track == null ? null : TrackAvro.row(track), ballots);
  }

  /** Whether a ballot is in the row of its target; one that is not is as nobody has voted. */
  static boolean isStored(Ballot ballot) {
    return !ballot.votes().isEmpty() || ballot instanceof Ballot.Decided;
  }

  static Target target(long id, HeldRow row) {
    TargetState state =
        switch (row.getState()) {
          case UNKNOWN -> new TargetState.Unknown();
          case UP -> new TargetState.Up();
          case FAILING ->
              new TargetState.Failing(
                  row.getCount(), at(row.getSince()), EvidenceRows.evidence(row.getEvidence()));
          case DOWN ->
              new TargetState.Down(
                  row.getOutage(),
                  at(row.getSince()),
                  new Cause(row.getStatusCode(), row.getFailureCode(), row.getFailureText()),
                  row.getGood().stream().map(StateAvro::at).toList());
        };
    return new Target(
        id,
        row.getRecord(),
        row.getAddressVersion(),
        at(row.getConclusiveAt()),
        state,
        new Flaps(row.getHistory(), row.getFlapping()),
        new Slowness(row.getDegraded(), row.getSlowRow(), at(row.getSlowSince())));
  }

  static Ballot ballot(BallotRow row) {
    List<Vote> votes = row.getVotes().stream().map(StateAvro::vote).toList();
    DecisionRow decision = row.getDecision();
    return decision == null
        ? new Ballot.Undecided(votes)
        : new Ballot.Decided(
            votes,
            decision.getOrder(),
            Outcome.valueOf(decision.getOutcome().name()),
            Verdict.By.valueOf(decision.getBy().name()),
            at(decision.getAt()));
  }

  static EarlyRow row(Early early, long order) {
    return new EarlyRow(early.appendedAt().toEpochMilli(), order, row(early.answer().vote()));
  }

  static Vote vote(VoteRow row) {
    return new Vote(
        row.getNode(),
        Vote.Kind.valueOf(row.getKind().name()),
        row.getStatusCode(),
        row.getFailureCode(),
        row.getFailureText(),
        row.getResponseMicros(),
        row.getSlow(),
        EvidenceRows.evidence(row.getEvidence()));
  }

  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static Version haltedBy(Life life) {
    return switch (life) {
      case Life.Unheard _, Life.Active _ -> Version.NONE;
      case Life.Paused(Version by) -> by;
      case Life.Stopped(Version by, Instant _) -> by;
    };
  }

  private static HeldRow row(Target target) {
    HeldRow.Builder row =
        HeldRow.newBuilder()
            .setRecord(target.record())
            .setAddressVersion(target.addressVersion())
            .setConclusiveAt(target.conclusiveAt().toEpochMilli())
            .setSince(0)
            .setCount(0)
            .setOutage(0)
            .setGood(List.of())
            .setHistory(target.flaps().history())
            .setFlapping(target.flaps().flapping())
            .setDegraded(target.slowness().degraded())
            .setSlowRow(target.slowness().row())
            .setSlowSince(target.slowness().since().toEpochMilli());
    return switch (target.state()) {
      case TargetState.Unknown _ -> row.setState(StateRow.UNKNOWN).build();
      case TargetState.Up _ -> row.setState(StateRow.UP).build();
      case TargetState.Failing(int count, Instant since, var evidence) ->
          row.setState(StateRow.FAILING)
              .setCount(count)
              .setSince(since.toEpochMilli())
              .setEvidence(EvidenceRows.row(evidence))
              .build();
      case TargetState.Down(long outage, Instant since, Cause cause, List<Instant> good) ->
          row.setState(StateRow.DOWN)
              .setOutage(outage)
              .setSince(since.toEpochMilli())
              .setStatusCode(cause.statusCode())
              .setFailureCode(cause.failureCode())
              .setFailureText(cause.failureText())
              .setGood(good.stream().map(Instant::toEpochMilli).toList())
              .build();
    };
  }

  private static BallotRow row(Instant roundAt, Ballot ballot) {
    DecisionRow decision =
        switch (ballot) {
          case Ballot.Undecided _ -> null;
          case Ballot.Decided decided ->
              new DecisionRow(
                  decided.order(),
                  OutcomeRow.valueOf(decided.outcome().name()),
                  ByRow.valueOf(decided.by().name()),
                  decided.at().toEpochMilli());
        };
    List<VoteRow> votes = ballot.votes().stream().map(StateAvro::row).toList();
    return new BallotRow(roundAt.toEpochMilli(), votes, decision);
  }

  private static VoteRow row(Vote vote) {
    return new VoteRow(
        vote.node(),
        WordRow.valueOf(vote.kind().name()),
        vote.statusCode(),
        vote.failureCode(),
        vote.failureText(),
        vote.responseMicros(),
        vote.slow(),
        EvidenceRows.row(vote.evidence()));
  }
}
