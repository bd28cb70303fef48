package io.iplive.verdict.rollup;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The life of a target from its start to its stop, the same for the same seed: good and bad rounds,
 * rounds without a conclusion, rounds that stay away, pauses and suspensions. Commands are heard of
 * at once, rounds two seconds late.
 */
final class Lifetime {

  private static final long TARGET = 101;
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  /** What was seen, and what the time after it is if nothing else speaks. */
  record Seen(Instant at, Span span, boolean ofRound) {}

  private final Random random;
  private final Policy policy;
  private final List<Seen> seen = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final Instant start = Rounds.at(0).plusSeconds(20);
  private Monitor monitor = Monitor.fresh(Rounds.MONITOR, start);
  private Instant now = start;
  private long version = 1;
  private boolean ill;

  private Lifetime(long seed) {
    this.random = new Random(seed);
    this.policy = Rounds.policy(1 + random.nextInt(4), 1 + random.nextInt(3));
  }

  static Lifetime of(long seed) {
    Lifetime life = new Lifetime(seed);
    life.command(Lifecycle.Kind.STARTED, Span.UNMONITORED);
    for (int i = 0; i < 120; i++) {
      life.next();
    }
    life.later(life.random.nextInt(9_000));
    life.command(Lifecycle.Kind.STOPPED, Span.PAUSED);
    return life;
  }

  Instant start() {
    return start;
  }

  List<Seen> seen() {
    return seen;
  }

  List<Rollup> rollups() {
    List<Rollup> rollups = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfRollup(Rollup rollup)) {
        rollups.add(rollup);
      }
    }
    return rollups;
  }

  List<OutageEvent> outages() {
    List<OutageEvent> events = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfOutage(OutageEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  List<RoundEvent.Closed> rounds() {
    List<RoundEvent.Closed> rounds = new ArrayList<>();
    for (Output output : outputs) {
      if (output instanceof Output.OfRound(RoundEvent.Closed round)) {
        rounds.add(round);
      }
    }
    return rounds;
  }

  private void next() {
    int dice = random.nextInt(100);
    if (dice < 4) {
      later(random.nextInt(12_000));
    } else if (dice < 6) {
      command(random.nextBoolean() ? Lifecycle.Kind.PAUSED : Lifecycle.Kind.SUSPENDED, Span.PAUSED);
      later(random.nextInt(9_000));
      command(Lifecycle.Kind.STARTED, Span.UNMONITORED);
    } else if (dice < 8) {
      take(new Fact.Changed(fact(Lifecycle.Kind.CHANGED)));
    }
    round();
  }

  private void round() {
    int slot = 1 + Math.toIntExact(Duration.between(Rounds.at(0), now).toMinutes());
    later(Duration.between(now, Rounds.at(slot)).toSeconds());
    ill = random.nextInt(6) == 0 ? !ill : ill;
    Vote vote =
        switch (random.nextInt(10)) {
          case 0 -> Rounds.notRun(1);
          case 1 -> Rounds.up(1);
          default -> ill ? Rounds.down(1) : Rounds.up(1);
        };
    take(
        new Fact.Opened(
            Rounds.opened(
                Rounds.round(Rounds.at(slot), Rounds.version(version), 1, policy), 1, 1)));
    seen.add(
        new Seen(
            Rounds.at(slot), vote.kind() == Vote.Kind.NOT_RUN ? Span.INCONCLUSIVE : Span.UP, true));
    later(2);
    take(new Fact.Answered(Rounds.answer(slot, TARGET, vote), now, 0));
  }

  private void command(Lifecycle.Kind kind, Span span) {
    take(new Fact.Changed(fact(kind)));
    seen.add(new Seen(now, span, false));
  }

  private Lifecycle fact(Lifecycle.Kind kind) {
    return Rounds.fact(kind, ++version, now, TARGET);
  }

  /** Time passes with a tick each 20 s at most. */
  private void later(long seconds) {
    Instant end = now.plusSeconds(seconds);
    while (now.isBefore(end)) {
      now = now.plusSeconds(20).isBefore(end) ? now.plusSeconds(20) : end;
      if (isDue(monitor.roundDue(LIMITS)) || isDue(monitor.hourDue())) {
        take(new Fact.TimePassed());
      }
    }
  }

  private boolean isDue(@Nullable Instant due) {
    return due != null && !due.isAfter(now);
  }

  private void take(Fact fact) {
    MonitorMachine.Step step = MonitorMachine.step(monitor, fact, TopicTime.heard(now), LIMITS);
    monitor = step.next();
    outputs.addAll(step.outputs());
  }
}
