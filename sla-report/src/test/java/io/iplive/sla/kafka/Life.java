package io.iplive.sla.kafka;

import io.iplive.sla.history.Outages.End;
import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.history.Rolled;
import io.iplive.verdict.collector.Answer;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.OutputAvro;
import io.iplive.verdict.monitor.Fact;
import io.iplive.verdict.monitor.Monitor;
import io.iplive.verdict.monitor.MonitorMachine;
import io.iplive.verdict.monitor.Output;
import io.iplive.verdict.outage.OutageEvent;
import io.iplive.verdict.rollup.Rollup;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Version;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The life of a monitor as the verdict itself tells it in its topics, the same for the same seed:
 * two targets that are well and ill, rounds without a conclusion, rounds that stay away, pauses,
 * suspensions, edits, a target that moves, one that goes and one that comes.
 */
public final class Life {

  static final Instant BEGIN = Instant.parse("2026-03-28T20:00:20Z");
  public static final long ACCOUNT = 3;
  static final long MONITOR = 7;
  static final List<Long> TARGETS = List.of(101L, 102L, 103L);

  private static final Duration PERIOD = Duration.ofSeconds(60);
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);

  private final Random random;
  private final Policy policy;
  private final List<Output> outputs = new ArrayList<>();
  private final List<Long> present = new ArrayList<>(List.of(101L, 102L));
  private final long[] address = {1, 1, 1};
  private final boolean[] ill = new boolean[3];
  private Monitor monitor;
  private Instant now;
  private long version = 1;

  private Life(long seed, Instant begin) {
    this.monitor = Monitor.fresh(MONITOR, begin);
    this.now = begin;
    this.random = new Random(seed);
    this.policy = new Policy(1 + random.nextInt(3), 1 + random.nextInt(3), PERIOD, PERIOD);
  }

  static Life of(long seed) {
    Life life = begun(seed, BEGIN, 150);
    life.later(life.random.nextInt(9_000));
    life.command(Lifecycle.Kind.STOPPED, life.present);
    life.later(10_000);
    return life;
  }

  /** One that goes on, after so many turns. */
  public static Life begun(long seed, Instant begin, int turns) {
    Life life = new Life(seed, begin);
    life.command(Lifecycle.Kind.STARTED, life.present);
    for (int i = 0; i < turns; i++) {
      life.next();
    }
    return life;
  }

  public List<Output> outputs() {
    return List.copyOf(outputs);
  }

  Instant end() {
    return now;
  }

  private void next() {
    int dice = random.nextInt(100);
    if (dice < 4) {
      later(random.nextInt(12_000));
    } else if (dice < 7) {
      command(random.nextBoolean() ? Lifecycle.Kind.PAUSED : Lifecycle.Kind.SUSPENDED, present);
      later(random.nextInt(9_000));
      if (random.nextBoolean()) {
        command(Lifecycle.Kind.CHANGED, present);
      }
      command(Lifecycle.Kind.STARTED, present);
    } else if (dice < 9) {
      command(Lifecycle.Kind.CHANGED, present);
    } else if (dice < 11) {
      int moved = Math.toIntExact(present.getFirst() - 101);
      // From a backup that was restored versions count anew.
      address[moved] = address[moved] % 3 + 1;
      command(Lifecycle.Kind.TARGETS_MOVED, List.of(present.getFirst()));
    } else if (dice < 12 && present.contains(102L)) {
      present.remove(102L);
      command(Lifecycle.Kind.TARGETS_REMOVED, List.of(102L));
    } else if (dice < 13 && !present.contains(103L)) {
      present.add(103L);
      command(Lifecycle.Kind.CHANGED, present);
    }
    round();
  }

  private void round() {
    long step = PERIOD.toSeconds();
    long slot = now.getEpochSecond() / step + 1;
    later(slot * step - now.getEpochSecond());
    Instant at = Instant.ofEpochSecond(slot * step);
    List<RoundOpened.Target> targets =
        present.stream()
            .map(id -> new RoundOpened.Target(id, id + 1_000, 0, address[(int) (id - 101)]))
            .toList();
    Round round =
        new Round(MONITOR, new Version(1, version), owner(), at, Round.Pace.NORMAL, 1, policy);
    take(
        new Fact.Opened(
            new RoundOpened(
                round, targets, List.of(new RoundOpened.Asked(1, false)), Duration.ofSeconds(5))));
    later(2);
    for (RoundOpened.Target target : targets) {
      int index = (int) (target.id() - 101);
      ill[index] = random.nextInt(6) == 0 ? !ill[index] : ill[index];
      take(new Fact.Answered(new Answer(MONITOR, target.id(), at, vote(ill[index])), now, 0));
    }
  }

  private Vote vote(boolean bad) {
    return switch (random.nextInt(10)) {
      case 0 -> new Vote(1, Vote.Kind.NOT_RUN, null, 2092, "It could not run", -1);
      case 1 -> up();
      default -> bad ? new Vote(1, Vote.Kind.DOWN, 500, 2040, "It is 500", 7_000) : up();
    };
  }

  private Vote up() {
    return new Vote(1, Vote.Kind.UP, 200, null, null, 1_000L * (1 + random.nextInt(900)));
  }

  private static Owner owner() {
    return new Owner(ACCOUNT, 4L, 5L);
  }

  private void command(Lifecycle.Kind kind, List<Long> targets) {
    Lifecycle fact =
        new Lifecycle(
            kind,
            MONITOR,
            new Version(1, ++version),
            0,
            null,
            owner(),
            now,
            targets.stream()
                .map(id -> new Lifecycle.Target(id, id + 1_000, address[(int) (id - 101)]))
                .toList(),
            PERIOD,
            PERIOD);
    take(new Fact.Changed(fact));
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

  /** What outages.v1 says. */
  void tellOutages(PartitionHistory history) {
    for (Output output : outputs) {
      if (output instanceof Output.OfOutage(OutageEvent event)) {
        OutageEvent.Outage outage = event.outage();
        if (event instanceof OutageEvent.Closed closed) {
          history.closed(
              MONITOR,
              outage.target(),
              outage.id(),
              closed.closedAt().toEpochMilli(),
              End.RECOVERED);
        } else {
          history.opened(MONITOR, outage.target(), outage.id(), outage.since().toEpochMilli(), 0);
        }
      }
    }
  }

  /** What rounds.v1 says, as it is published, from a time on. */
  void tellRounds(PartitionHistory history, Instant from) {
    for (Output output : outputs) {
      if (output instanceof Output.OfRound(RoundEvent event) && !at(event).isBefore(from)) {
        HistoryAvro.fact(OutputAvro.round(event), at(event).toEpochMilli())
            .ifPresent(fact -> history.take(MONITOR, fact));
      }
    }
  }

  /** When the topic has it, in a life that is told as it goes. */
  static Instant at(RoundEvent event) {
    return switch (event) {
      case RoundEvent.Closed closed -> closed.round().at();
      case RoundEvent.Changed(Lifecycle fact) -> fact.commandAt();
    };
  }

  /** What rollups.v1 says. */
  void tellRollups(PartitionHistory history) {
    for (Output output : outputs) {
      if (output instanceof Output.OfRollup(Rollup rollup)) {
        history.rolled(
            new Rolled(
                MONITOR,
                rollup.target(),
                rollup.record(),
                rollup.hour().toEpochMilli(),
                rollup.through().toEpochMilli(),
                rollup.complete(),
                rollup.times().up(),
                rollup.times().down(),
                rollup.times().inconclusive(),
                rollup.times().unmonitored(),
                rollup.times().paused(),
                rollup.checks(),
                rollup.checksDown(),
                rollup.response().sumMillis(),
                rollup.response().buckets()));
      }
    }
  }
}
