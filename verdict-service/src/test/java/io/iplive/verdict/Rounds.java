package io.iplive.verdict;

import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.round.Evidence;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Version;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Facts for tests, on a grid of one minute from one instant. */
public final class Rounds {

  public static final long MONITOR = 7;
  public static final Owner OWNER = new Owner(3, 4L, 5L);
  public static final Duration PERIOD = Duration.ofSeconds(60);
  public static final Policy POLICY = policy(3, 1);

  private static final Instant GRID = Instant.parse("2026-01-01T00:00:00Z");

  private Rounds() {}

  /** The n-th slot. */
  public static Instant at(int slot) {
    return GRID.plus(PERIOD.multipliedBy(slot));
  }

  public static Policy policy(int numError, int numOk) {
    return new Policy(numError, numOk, PERIOD, PERIOD);
  }

  public static Version version(long number) {
    return new Version(1, number);
  }

  public static Round round(Instant at, Version version, int votesNeeded, Policy policy) {
    return new Round(MONITOR, version, OWNER, at, Round.Pace.NORMAL, votesNeeded, policy);
  }

  /** Nodes 1..nodes are asked for targets 101.. */
  public static RoundOpened opened(int slot, int targets, int nodes, int votesNeeded) {
    return opened(round(at(slot), version(1), votesNeeded, POLICY), targets, nodes);
  }

  public static RoundOpened opened(Round round, int targets, int nodes) {
    return new RoundOpened(
        round,
        LongStream.range(0, targets).mapToObj(i -> target(101 + i, 1)).toList(),
        LongStream.rangeClosed(1, nodes).mapToObj(n -> new RoundOpened.Asked(n, false)).toList(),
        Duration.ofSeconds(5));
  }

  public static RoundOpened.Target target(long id, long addressVersion) {
    return new RoundOpened.Target(id, id + 1000, (int) (id - 101), addressVersion);
  }

  public static Lifecycle fact(
      Lifecycle.Kind kind, long version, Instant commandAt, long... targets) {
    return new Lifecycle(
        kind,
        MONITOR,
        version(version),
        0,
        null,
        OWNER,
        commandAt,
        Arrays.stream(targets).mapToObj(id -> new Lifecycle.Target(id, id + 1000, 1)).toList(),
        PERIOD,
        PERIOD);
  }

  /** The account of the monitor is suspended, which leaves its definition as it is. */
  public static Lifecycle suspended(
      long version,
      long accountVersion,
      Lifecycle.Suspension suspension,
      Instant commandAt,
      long target) {
    return new Lifecycle(
        Lifecycle.Kind.SUSPENDED,
        MONITOR,
        version(version),
        accountVersion,
        suspension,
        OWNER,
        commandAt,
        List.of(new Lifecycle.Target(target, target + 1000, 1)),
        PERIOD,
        PERIOD);
  }

  public static Vote up(long node) {
    return new Vote(node, Vote.Kind.UP, 200, null, null, 5_000);
  }

  public static Vote down(long node) {
    return new Vote(node, Vote.Kind.DOWN, 500, 2040, "The HTTP status code is 500", 7_000);
  }

  /** Up, but slower than wanted. */
  public static Vote slow(long node) {
    return new Vote(node, Vote.Kind.UP, 200, null, null, 5_000_000, true, null);
  }

  /** Down, and what was seen is told; its head is the round. */
  public static Vote seen(long node, Instant roundAt) {
    Vote down = down(node);
    return new Vote(
        node,
        down.kind(),
        down.statusCode(),
        down.failureCode(),
        down.failureText(),
        down.responseMicros(),
        false,
        new Evidence(
            node, "192.0.2.1", roundAt.toString(), null, List.of("CN=a"), List.of(), List.of()));
  }

  public static Vote notRun(long node) {
    return new Vote(node, Vote.Kind.NOT_RUN, null, 2092, "The node could not run", -1);
  }

  public static Answer answer(int slot, long target, Vote vote) {
    return new Answer(MONITOR, target, at(slot), vote);
  }

  /** A verdict without votes, for the machine. */
  public static Verdict verdict(long target, long addressVersion, Outcome outcome, Instant at) {
    return new Verdict(
        target(target, addressVersion),
        outcome,
        Verdict.By.ANSWERS,
        at,
        null,
        outcome == Outcome.DOWN ? 500 : null,
        outcome == Outcome.DOWN ? 2040 : null,
        null,
        List.of(),
        false,
        null);
  }
}
