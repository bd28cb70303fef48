package io.iplive.verdict.collector;

import io.iplive.verdict.collector.Collector.Early;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Tally;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** The steps of a monitor's collector. */
public final class Collecting {

  /** The next state, and what came forth on the way to it. */
  public record Step(Collector next, List<Collected> collected) {
    public Step {
      collected = List.copyOf(collected);
    }
  }

  /**
   * An answer so far ahead of schedule.v1 means that this is read late, and its round will come.
   */
  private static final Duration FAR_AHEAD = Duration.ofSeconds(1);

  /** So many times as many early answers of a node are kept then. */
  private static final int MORE_FAR_AHEAD = 20;

  private Collecting() {}

  /** A round began. The first of a roundAt wins; one that is not newer, or void, is dropped. */
  public static Step opened(Collector state, RoundOpened opened, TopicTime time, Limits limits) {
    Instant now = time.now();
    Round round = opened.round();
    if (!round.at().isAfter(state.head().newestRound()) || state.head().voids(round.version())) {
      return new Step(state, List.of());
    }
    List<Collected> out = new ArrayList<>();
    List<OpenRound> open = new ArrayList<>(state.open());
    open.add(OpenRound.of(opened, now, limits.grace()));
    Head head = state.head().opened(round.at(), round.policy(), now);
    Collector next = admitEarly(state.withOpen(head, open), out);
    return open.size() > 1 ? new Step(next, out) : released(next, time, out);
  }

  /**
   * A lifecycle fact: open rounds are closed first, whatever is undecided is cancelled. When it is
   * of some targets only, rounds of which nothing is decided yet go on without these. (Of a round
   * that is decided in part, decisions stand before the fact, and must stand before it in rounds.v1
   * too.)
   */
  public static Step changed(Collector state, Lifecycle fact, TopicTime time) {
    Instant now = time.now();
    if (state.head().knows(fact)) {
      return new Step(state, List.of());
    }
    LongPredicate hit = cancels(fact);
    List<Collected> out = new ArrayList<>();
    Collector next = release(state, time, out);
    while (!next.open().isEmpty()) {
      OpenRound first = next.open().getFirst();
      OpenRound rest = cancelled(first, first.isDecidedInPart() ? _ -> true : hit, now, out);
      if (rest.undecided() > 0) {
        next = replaced(next, 0, rest);
        break;
      }
      next = release(closed(next, rest, now, out), time, out);
    }
    for (int i = 1; i < next.open().size(); i++) {
      next = replaced(next, i, cancelled(next.open().get(i), hit, now, out));
    }
    out.add(new Collected.Released(new RoundEvent.Changed(fact)));
    return new Step(next.with(next.head().after(fact, now)), out);
  }

  /** Of which targets the fact ends what goes on. */
  private static LongPredicate cancels(Lifecycle fact) {
    return switch (fact.kind()) {
      case STARTED, CHANGED, PAUSED, STOPPED, SUSPENDED -> _ -> true;
      case TARGETS_REMOVED, TARGETS_MOVED -> {
        Set<Long> named =
            fact.targets().stream().map(Lifecycle.Target::id).collect(Collectors.toSet());
        yield named::contains;
      }
    };
  }

  /**
   * A node's word.
   *
   * @param appendedAt when the broker took it
   * @param kept how many early answers of the node are kept, whatever their monitor
   */
  public static Step answered(
      Collector state, Answer answer, Instant appendedAt, int kept, TopicTime time, Limits limits) {
    Instant now = time.now();
    for (int i = 0; i < state.open().size(); i++) {
      OpenRound round = state.open().get(i);
      if (round.opened().round().at().equals(answer.roundAt())) {
        List<Collected> out = new ArrayList<>(3);
        OpenRound counted = Counting.of(round, answer, out);
        if (counted.equals(round)) {
          return new Step(state, out);
        }
        if (i > 0) {
          return new Step(replaced(state, i, counted), out);
        }
        int index = round.opened().indexOf(answer.target());
        OpenRound decided = decideIfReady(counted, index, now, out);
        return decided.undecided() > 0
            ? new Step(replaced(state, 0, decided), out)
            : released(closed(state, decided, now, out), time, out);
      }
    }
    return unopened(state, answer, appendedAt, kept, now, limits);
  }

  /** Time went on: rounds past their deadline close, early answers of no round are let go. */
  public static Step timePassed(Collector state, TopicTime time, Limits limits) {
    List<Collected> out = new ArrayList<>();
    List<Early> early = new ArrayList<>();
    for (Early one : state.early()) {
      if (one.appendedAt().plus(limits.earlyKept()).isAfter(time.heard())) {
        early.add(one);
      } else {
        out.add(new Collected.Read(Reading.FOREIGN));
      }
    }
    boolean same = early.size() == state.early().size();
    return released(same ? state : state.withEarly(early), time, out);
  }

  private static Step unopened(
      Collector state, Answer answer, Instant appendedAt, int kept, Instant now, Limits limits) {
    Reading reading = null;
    if (!answer.roundAt().isAfter(state.head().newestRound())) {
      reading = Reading.LATE;
    } else if (state.early().stream().anyMatch(e -> e.answer().repeats(answer))) {
      reading = Reading.DUPLICATE;
    } else if (kept >= most(limits, appendedAt.isAfter(now.plus(FAR_AHEAD)))) {
      reading = Reading.FOREIGN;
    }
    if (reading != null) {
      return new Step(state, List.of(new Collected.Read(reading)));
    }
    List<Early> early = new ArrayList<>(state.early());
    early.add(new Early(answer, appendedAt));
    return new Step(state.withEarly(early), List.of());
  }

  private static int most(Limits limits, boolean farAhead) {
    return farAhead ? MORE_FAR_AHEAD * limits.earlyPerNode() : limits.earlyPerNode();
  }

  /** Gives the newest round the answers that waited for it; older ones have missed theirs. */
  private static Collector admitEarly(Collector state, List<Collected> out) {
    if (state.early().isEmpty()) {
      return state;
    }
    int last = state.open().size() - 1;
    OpenRound round = state.open().get(last);
    Instant roundAt = round.opened().round().at();
    List<Early> waiting = new ArrayList<>();
    for (Early early : state.early()) {
      int order = early.answer().roundAt().compareTo(roundAt);
      if (order > 0) {
        waiting.add(early);
      } else if (order == 0) {
        round = Counting.of(round, early.answer(), out);
      } else {
        out.add(new Collected.Read(Reading.FOREIGN));
      }
    }
    return replaced(state, last, round).withEarly(waiting);
  }

  private static Step released(Collector state, TopicTime time, List<Collected> out) {
    Collector next = release(state, time, out);
    return new Step(next, out);
  }

  /** Decides what can be decided now, the oldest round first, and closes what is decided. */
  private static Collector release(Collector state, TopicTime time, List<Collected> out) {
    Instant now = time.now();
    Collector next = state;
    while (!next.open().isEmpty()) {
      OpenRound first = next.open().getFirst();
      OpenRound decided = decideReady(first, now, out);
      if (!time.heard().isBefore(first.deadline())) {
        decided = decideSilent(decided, now, out);
      }
      if (decided.undecided() > 0) {
        return decided.equals(first) ? next : replaced(next, 0, decided);
      }
      next = closed(next, decided, now, out);
    }
    return next;
  }

  private static OpenRound decideReady(OpenRound round, Instant now, List<Collected> out) {
    OpenRound next = round;
    for (int i = 0; i < round.ballots().size(); i++) {
      next = decideIfReady(next, i, now, out);
    }
    return next;
  }

  private static OpenRound decideIfReady(
      OpenRound round, int index, Instant now, List<Collected> out) {
    return switch (round.ballots().get(index)) {
      case Ballot.Decided _ -> round;
      case Ballot.Undecided(List<Vote> votes) -> {
        Outcome outcome =
            Tally.of(round.opened().asked(), votes).outcome(round.opened().round().votesNeeded());
        yield outcome == null
            ? round
            : decide(round, index, votes, outcome, Verdict.By.ANSWERS, now, out);
      }
    };
  }

  /** At the deadline those who have not spoken are silent, and that decides the rest. */
  private static OpenRound decideSilent(OpenRound round, Instant now, List<Collected> out) {
    OpenRound next = round;
    for (int i = 0; i < round.ballots().size(); i++) {
      if (round.ballots().get(i) instanceof Ballot.Undecided(List<Vote> votes)) {
        List<Vote> all = new ArrayList<>(votes);
        for (RoundOpened.Asked asked : round.opened().asked()) {
          if (votes.stream().noneMatch(vote -> vote.node() == asked.node())) {
            all.add(Vote.silent(asked.node()));
          }
        }
        Outcome outcome =
            Tally.of(round.opened().asked(), all).outcome(round.opened().round().votesNeeded());
        Outcome last = outcome == null ? Outcome.INCONCLUSIVE : outcome;
        next = decide(next, i, all, last, Verdict.By.DEADLINE, now, out);
      }
    }
    return next;
  }

  private static OpenRound cancelled(
      OpenRound round, LongPredicate hit, Instant now, List<Collected> out) {
    OpenRound next = round;
    for (int i = 0; i < round.ballots().size(); i++) {
      if (hit.test(round.opened().targets().get(i).id())
          && round.ballots().get(i) instanceof Ballot.Undecided(List<Vote> votes)) {
        next = decide(next, i, votes, Outcome.CANCELLED, Verdict.By.LIFECYCLE, now, out);
      }
    }
    return next;
  }

  private static OpenRound decide(
      OpenRound round,
      int index,
      List<Vote> votes,
      Outcome outcome,
      Verdict.By by,
      Instant now,
      List<Collected> out) {
    Ballot.Decided ballot = new Ballot.Decided(votes, round.decided(), outcome, by, now);
    out.add(new Collected.Decided(round.opened().round(), round.verdict(index, ballot)));
    return round.with(index, ballot);
  }

  private static Collector closed(
      Collector state, OpenRound first, Instant now, List<Collected> out) {
    out.add(new Collected.Released(first.closed(now)));
    List<OpenRound> rest = state.open().subList(1, state.open().size());
    return state.withOpen(state.head().closed(now), rest);
  }

  private static Collector replaced(Collector state, int index, OpenRound round) {
    List<OpenRound> open = new ArrayList<>(state.open());
    open.set(index, round);
    return state.withOpen(state.head(), open);
  }
}
