package io.iplive.verdict;

import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of one monitor, the same for the same seed: rounds open, nodes answer early, in
 * time, late, twice or unasked, commands fall between, ticks pass or stay away. Most are short:
 * many short ones find more than few long ones in the same time.
 */
public final class Histories {

  /** A fact, and topic time when it is taken. */
  public record Timed(Instant now, Fact fact) {}

  /** How many ticks at the end close what is open. */
  public static final int CLOSING_TICKS = 6;

  private static final Duration TICK = Duration.ofSeconds(20);
  private static final Duration LONG_TICK = Duration.ofSeconds(60);
  private static final int LONG = 40;
  private static final int TARGETS = 3;
  private static final int NODES = 4;

  private final Random random;
  private final long seed;
  private final Policy policy;
  private final List<Timed> history = new ArrayList<>();
  private Instant now = Rounds.at(0);
  private long version = 1;
  private long accountVersion = 1;
  private final long[] address = {1, 1, 1};
  private int slot;

  private Histories(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.policy = Rounds.policy(1 + random.nextInt(3), 1 + random.nextInt(2));
  }

  /** The history that a seed stands for; at its end every round is closed. */
  public static List<Timed> of(long seed) {
    Histories histories = new Histories(seed);
    histories.fact(Lifecycle.Kind.STARTED);
    int length = histories.restless() ? LONG : 3 + histories.random.nextInt(10);
    for (int i = 0; i < length; i++) {
      histories.next();
    }
    histories.later(TICK.multipliedBy(CLOSING_TICKS));
    return histories.history;
  }

  /** The num_error of {@link #of(long)}. */
  public static int numError(long seed) {
    return new Histories(seed).policy.numError();
  }

  /** The num_ok of {@link #of(long)}. */
  public static int numOk(long seed) {
    return new Histories(seed).policy.numOk();
  }

  private void next() {
    int dice = random.nextInt(100);
    if (dice < 80) {
      round();
    } else if (dice < 88) {
      later(Duration.ofMinutes(1 + random.nextInt(4)));
      slot = (int) Duration.between(Rounds.at(0), now).toMinutes();
    } else if (dice < 92) {
      fact(Lifecycle.Kind.CHANGED);
    } else if (dice < 94) {
      address[random.nextInt(TARGETS)]++;
      fact(Lifecycle.Kind.TARGETS_MOVED);
    } else if (dice < 96) {
      fact(Lifecycle.Kind.TARGETS_REMOVED);
    } else if (dice < 98) {
      fact(Lifecycle.Kind.PAUSED);
      later(Duration.ofSeconds(random.nextInt(300)));
      fact(Lifecycle.Kind.STARTED);
    } else if (dice < 99) {
      account(Lifecycle.Kind.SUSPENDED);
      later(Duration.ofSeconds(random.nextInt(8_000)), LONG_TICK);
      account(Lifecycle.Kind.STARTED);
    } else {
      fact(Lifecycle.Kind.STOPPED);
    }
  }

  private void round() {
    slot++;
    if (Rounds.at(slot).isAfter(now)) {
      later(Duration.between(now, Rounds.at(slot)));
    }
    int asked = 1 + random.nextInt(NODES);
    int targets = 1 + random.nextInt(TARGETS);
    Round round =
        new Round(
            Rounds.MONITOR,
            Rounds.version(random.nextInt(20) == 0 ? version - 1 : version),
            new Owner(3, 4L, 5L),
            Rounds.at(random.nextInt(20) == 0 ? slot - 1 : slot),
            Round.Pace.NORMAL,
            1 + random.nextInt(asked),
            policy);
    RoundOpened opened =
        new RoundOpened(
            round,
            LongStream.range(0, targets)
                .mapToObj(i -> Rounds.target(101L + i, address[(int) i]))
                .toList(),
            LongStream.rangeClosed(1, asked)
                .mapToObj(n -> new RoundOpened.Asked(n, random.nextInt(15) == 0))
                .toList(),
            Duration.ofSeconds(random.nextInt(10) == 0 ? 70 : 5));
    int early = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
    answers(early);
    history.add(new Timed(now, new Fact.Opened(opened)));
    if (restless()) {
      allAnswers(targets, asked);
    } else {
      answers(random.nextInt(2 * targets * asked + 1));
    }
    if (random.nextInt(3) == 0) {
      later(Duration.ofMillis(random.nextInt(20_000)));
      answers(random.nextInt(4));
    }
  }

  /** Some histories are long, and all their nodes answer of targets that change all the time. */
  private boolean restless() {
    return seed % 64 == 0;
  }

  private void allAnswers(int targets, int asked) {
    for (long node = 1; node <= asked; node++) {
      for (int i = 0; i < targets; i++) {
        answer(slot, 101L + i, node);
      }
    }
  }

  private void answers(int count) {
    for (int i = 0; i < count; i++) {
      int back = random.nextInt(8) == 0 ? 1 : 0;
      answer(slot - back, 101L + random.nextInt(TARGETS), 1L + random.nextInt(NODES));
    }
  }

  private void answer(int round, long target, long node) {
    Answer answer = new Answer(Rounds.MONITOR, target, Rounds.at(round), word(round, target, node));
    history.add(new Timed(now, new Fact.Answered(answer, now, 0)));
  }

  /**
   * A node says the same of a target however often it is asked about a round. Some histories have
   * targets that change each round, others such as stay as they are for six.
   */
  private Vote word(int round, long target, long node) {
    int steady = restless() ? 1 : 1 + (int) (seed % 6);
    Random dice = new Random(seed * 31 + round / steady * 1_000L + target);
    boolean ill = dice.nextInt(2) == 0;
    Vote up = dice.nextInt(3) == 0 ? Rounds.slow(node) : Rounds.up(node);
    Vote down = Rounds.seen(node, Rounds.at(round));
    int noise = new Random(seed * 31 + round * 1_000_000L + target * 100 + node).nextInt(12);
    return switch (noise) {
      case 0 -> Rounds.notRun(node);
      case 1 -> down.distrusted();
      case 2 -> ill ? up : down;
      default -> ill ? down : up;
    };
  }

  private void fact(Lifecycle.Kind kind) {
    version++;
    fact(kind, 0, null);
  }

  /** The account's standing changes, the definition does not. */
  private void account(Lifecycle.Kind kind) {
    boolean suspended = kind == Lifecycle.Kind.SUSPENDED;
    fact(kind, ++accountVersion, suspended ? Lifecycle.Suspension.BALANCE : null);
  }

  private void fact(
      Lifecycle.Kind kind, long ofAccount, Lifecycle.@Nullable Suspension suspension) {
    List<Lifecycle.Target> all = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) {
      all.add(new Lifecycle.Target(101L + i, 1101L + i, address[i]));
    }
    List<Lifecycle.Target> targets =
        kind == Lifecycle.Kind.TARGETS_REMOVED ? all.subList(TARGETS - 1, TARGETS) : all;
    Lifecycle fact =
        new Lifecycle(
            kind,
            Rounds.MONITOR,
            Rounds.version(version),
            ofAccount,
            suspension,
            Rounds.OWNER,
            now.minusMillis(random.nextInt(1_500)),
            targets,
            Rounds.PERIOD,
            Rounds.PERIOD);
    history.add(new Timed(now, new Fact.Changed(fact)));
  }

  /** Time passes with a tick each 20 s, so that whatever is due falls in its place. */
  private void later(Duration time) {
    later(time, TICK);
  }

  private void later(Duration time, Duration tick) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(tick).isBefore(end) ? now.plus(tick) : end;
      history.add(new Timed(now, new Fact.TimePassed()));
    }
  }
}
