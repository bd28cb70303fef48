package io.iplive.acceptance.history;

import io.iplive.acceptance.history.Evidence.Charge;
import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Round;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.History.Start;
import io.iplive.acceptance.history.History.Verdict;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.site.Behaviour;
import io.iplive.acceptance.site.Downtime;
import io.iplive.acceptance.site.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The least system that makes evidence: one site, two nodes whose votes are both needed, one crash,
 * and a stretch in which one node is silent while the other's way out is broken. It is what the
 * services do, or what they would do with a bug in them: they themselves have no switch for one.
 */
final class Rehearsal {

  /** What is wrong with it. */
  enum Bug {
    NONE,
    /** What was being worked on when it crashed counts as done. */
    COMMIT_BEFORE_PROCESS,
    /** After the crash nothing is known of the target. */
    UNLOGGED_STORE,
    /** A vote that does not come is not needed. */
    SILENCE_LOWERS_VOTES
  }

  private static final Site SITE = new Site(1, 5, 50, "127.0.1.1");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int ROUNDS = 60;
  private static final int NUM_ERROR = 2;

  private final Bug bug;
  private final int down;
  private final int up;
  private final int crash;
  private final int blind;
  private final List<Probe> probes = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Charge> charges = new ArrayList<>();
  private int errors;
  private boolean isDown;
  private Instant since = Instant.MIN;

  private Rehearsal(long seed, Bug bug) {
    SplittableRandom dice = new SplittableRandom(seed);
    this.bug = bug;
    down = dice.nextInt(5, 20);
    up = down + dice.nextInt(6, 20);
    crash = dice.nextInt(down + 1, up + 1);
    blind = dice.nextInt(up + 2, ROUNDS - 4);
  }

  static Evidence of(long seed, Bug bug) {
    return new Rehearsal(seed, bug).play();
  }

  private Evidence play() {
    for (int round = 0; round < ROUNDS; round++) {
      boolean isBlind = round >= blind && round < blind + 3;
      ask(round, isBlind);
      if (!isBlind) {
        decide(round, round >= down && round < up);
      } else if (bug == Bug.SILENCE_LOWERS_VOTES) {
        decide(round, true);
      }
    }
    Downtime downtime =
        new Downtime(
            SITE.address(),
            at(down).minusSeconds(1),
            at(up).minusSeconds(1),
            Behaviour.ERROR,
            true);
    long paid = charges.stream().mapToLong(Charge::checks).sum();
    return new Evidence(
        new History(List.of(SITE), probes, starts, rounds, changes, calls, List.of()),
        List.of(),
        List.of(downtime),
        charges,
        paid);
  }

  /** A blind node begins to probe, and the site never sees it. */
  private void ask(int round, boolean isBlind) {
    Instant asked = at(round).plusMillis(300);
    starts.add(new Start(SITE.target(), at(round), asked));
    if (!isBlind) {
      boolean bad = round >= down && round < up;
      Behaviour behaviour = bad ? Behaviour.ERROR : Behaviour.GOOD;
      probes.add(new Probe(SITE.address(), asked.plusMillis(5), behaviour));
    }
  }

  private void decide(int round, boolean failed) {
    Verdict verdict = new Verdict(SITE.target(), SITE.record(), failed);
    rounds.add(
        new Round(SITE.group(), at(round), at(round).plusSeconds(1), List.of(verdict), false));
    calls.add(
        new Call.Round(
            at(round).plusSeconds(1),
            "round-" + round,
            "",
            "app",
            SITE.group(),
            at(round),
            Map.of(SITE.record(), failed ? 0 : 1)));
    if (round == crash && bug == Bug.UNLOGGED_STORE) {
      errors = 0;
      isDown = false;
    }
    if (round != crash || bug != Bug.COMMIT_BEFORE_PROCESS) {
      step(round, failed);
    }
  }

  private void step(int round, boolean failed) {
    charges.add(new Charge("window-" + round, 1));
    if (!failed) {
      if (isDown) {
        tell(Kind.RECOVERED, at(round), 200);
      }
      errors = 0;
      isDown = false;
    } else if (!isDown) {
      errors++;
      since = errors == 1 ? at(round) : since;
      isDown = errors == NUM_ERROR;
      if (isDown) {
        tell(Kind.OPENED, since, 500);
      }
    }
  }

  private void tell(Kind kind, Instant date, int status) {
    changes.add(new Change(SITE.target(), since.getEpochSecond(), kind, date, status));
    calls.add(
        new Call.Outage(date.plusSeconds(1), kind + " " + date, "", SITE.target(), status, date));
  }

  private static Instant at(int round) {
    return BEGIN.plus(INTERVAL.multipliedBy(round));
  }
}
