package io.iplive.verdict.collector;

import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A round that waits for answers.
 *
 * @param openedAt append time of RoundOpened
 * @param ballots one a target, in the order of the targets
 * @param undecided how many ballots are
 */
public record OpenRound(
    RoundOpened opened, Instant openedAt, Instant deadline, List<Ballot> ballots, int undecided) {

  /** The ballot of a target that no node has spoken of. */
  public static final Ballot NOBODY_YET = new Ballot.Undecided(List.of());

  private static final int MOST_TOLD = 16;

  public OpenRound {
    ballots = List.copyOf(ballots);
  }

  /** A round nobody has answered yet. */
  static OpenRound of(RoundOpened opened, Instant openedAt, Duration grace) {
    Instant deadline = openedAt.plus(opened.lasts()).plus(grace);
    return resumed(
        opened, openedAt, deadline, Collections.nCopies(opened.targets().size(), NOBODY_YET));
  }

  /** A round as it was stored. */
  public static OpenRound resumed(
      RoundOpened opened, Instant openedAt, Instant deadline, List<Ballot> ballots) {
    int undecided = 0;
    for (Ballot ballot : ballots) {
      undecided += ballot instanceof Ballot.Undecided ? 1 : 0;
    }
    return new OpenRound(opened, openedAt, deadline, ballots, undecided);
  }

  OpenRound with(int index, Ballot ballot) {
    List<Ballot> changed = new ArrayList<>(ballots);
    Ballot before = changed.set(index, ballot);
    boolean decided = before instanceof Ballot.Undecided && ballot instanceof Ballot.Decided;
    return new OpenRound(opened, openedAt, deadline, changed, decided ? undecided - 1 : undecided);
  }

  /** Whether the machine has taken a decision of it, but not all. */
  boolean isDecidedInPart() {
    return undecided > 0
        && ballots.stream()
            .anyMatch(ballot ->
                ballot instanceof Ballot.Decided decided && decided.outcome() != Outcome.CANCELLED);
  }

  int decided() {
    return ballots.size() - undecided;
  }

  /** Only so many targets of a round keep what was seen: a record of rounds.v1 has its bound. */
  Verdict verdict(int index, Ballot.Decided ballot) {
    Verdict verdict =
        Verdict.of(
            opened.targets().get(index),
            ballot.votes(),
            ballot.outcome(),
            ballot.by(),
            ballot.at());
    return ballot.order() < MOST_TOLD ? verdict : verdict.untold();
  }

  /** What the round comes to, once every ballot is decided. */
  RoundEvent.Closed closed(Instant now) {
    record Ordered(int order, Verdict verdict) {}
    List<Verdict> verdicts =
        IntStream.range(0, ballots.size())
            .mapToObj(i ->
                switch (ballots.get(i)) {
                  case Ballot.Decided decided -> new Ordered(decided.order(), verdict(i, decided));
                  case Ballot.Undecided _ ->
                      throw new IllegalStateException("closed with an open ballot");
                })
            .sorted(Comparator.comparingInt(Ordered::order))
            .map(Ordered::verdict)
            .toList();
    return new RoundEvent.Closed(opened.round(), openedAt, now, verdicts);
  }
}
