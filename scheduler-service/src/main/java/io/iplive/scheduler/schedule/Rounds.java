package io.iplive.scheduler.schedule;

import io.iplive.scheduler.hash.Hash;
import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.monitor.Standing;
import io.iplive.scheduler.monitor.Target;
import io.iplive.scheduler.monitor.Timing;
import io.iplive.scheduler.node.Asking;
import io.iplive.scheduler.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** When the rounds of a monitor are due, and what opening one means. */
public final class Rounds {

  /** A round whose due is older is not opened. */
  static final Duration LATEST = Duration.ofSeconds(1);

  private Rounds() {}

  /** The slot after {@code newest} that is not late yet. */
  public static Slot next(Monitor monitor, @Nullable Instant newest, Instant now) {
    Series series = new Series(monitor);
    long after = lateLimit(series, now);
    long slot = series.nextAfter(newest == null ? after : Math.max(after, second(newest)));
    return slot(series, slot);
  }

  /** Opens a slot, unless it is late or nobody can be asked. */
  public static ScheduleEvent open(
      Monitor monitor, Instant roundAt, List<Node> live, Policy policy, Instant now) {
    Series series = new Series(monitor);
    long slot = second(roundAt);
    if (series.dueMillis(slot) < now.minus(LATEST).toEpochMilli()) {
      long until = Math.max(slot, lateLimit(series, now));
      return late(monitor, series, slot - 1, until);
    }
    Definition definition = monitor.definition();
    Asking asking =
        Asking.choose(
            policy.levels().get(definition.level()),
            live,
            definition.candidateNodes(),
            Hash.mix(monitor.id(), series.rotation(slot)));
    if (asking.nodes().isEmpty()) {
      return new ScheduleEvent.RoundSkipped(monitor.id(), roundAt, SkipReason.NO_NODES, 1);
    }
    List<Due> dues = dues(monitor, series, slot);
    Duration lasts =
        Duration.between(dues.getFirst().at(), dues.getLast().at())
            .plus(LATEST)
            .plus(definition.timing().longestProbe());
    return new ScheduleEvent.RoundOpened(
        definition,
        monitor.version(),
        roundAt,
        monitor.pace() instanceof Pace.Failing,
        dues,
        asking,
        lasts,
        now.plus(lasts).plus(policy.grace()));
  }

  /**
   * Takes a monitor up again after the scheduler stood still: announces recent changes once more,
   * counts the slots missed since {@code lastTick} (null: nothing was missed, it never ran).
   */
  public static Resumption resume(Monitor monitor, @Nullable Instant lastTick, Instant now) {
    List<ScheduleEvent> events = new ArrayList<>();
    Instant announced = lastTick == null ? Instant.EPOCH : lastTick.minus(Machine.FACTS_KEPT);
    monitor.factsSince(announced).forEach(fact -> events.add(monitor.announced(fact)));
    if (!monitor.running()) {
      return new Resumption(null, events);
    }
    Series series = new Series(monitor);
    long handled = lastTick == null ? lateLimit(series, now) : dueUpTo(series, lastTick);
    long until = lateLimit(series, now);
    if (series.count(handled, until) > 0) {
      events.add(late(monitor, series, handled, until));
    }
    OptionalLong newest = series.latest(Math.max(handled, until));
    return new Resumption(
        newest.isPresent() ? Instant.ofEpochSecond(newest.getAsLong()) : null, events);
  }

  /** The slots of a suspended monitor that were not opened until then; null: none were. */
  static @Nullable ScheduleEvent suspended(Monitor monitor, Instant until) {
    if (!(monitor.standing() instanceof Standing.Suspended suspended)) {
      return null;
    }
    Series series = new Series(monitor);
    int slots = series.count(second(suspended.at()), second(until));
    SkipReason reason =
        switch (suspended.reason()) {
          case BALANCE -> SkipReason.BALANCE;
          case OPERATOR -> SkipReason.SUSPENDED;
        };
    return slots == 0
        ? null
        : new ScheduleEvent.RoundSkipped(
            monitor.id(),
            Instant.ofEpochSecond(series.latest(second(until)).orElse(second(until))),
            reason,
            slots);
  }

  /**
   * A slot and when it is due.
   *
   * @param roundAt the slot
   * @param dueAt when its first probes start
   */
  public record Slot(Instant roundAt, Instant dueAt) {}

  /**
   * A monitor taken up again.
   *
   * @param newest its newest slot that is over; null: none
   * @param events to announce
   */
  public record Resumption(@Nullable Instant newest, List<ScheduleEvent> events) {

    /** Copies the list. */
    public Resumption {
      events = List.copyOf(events);
    }
  }

  private static Slot slot(Series series, long slot) {
    return new Slot(Instant.ofEpochSecond(slot), Instant.ofEpochMilli(series.dueMillis(slot)));
  }

  private static ScheduleEvent late(Monitor monitor, Series series, long after, long until) {
    long newest = series.latest(until).orElse(until);
    return new ScheduleEvent.RoundSkipped(
        monitor.id(),
        Instant.ofEpochSecond(newest),
        SkipReason.LATE,
        Math.max(1, series.count(after, until)));
  }

  private static List<Due> dues(Monitor monitor, Series series, long slot) {
    Timing timing = monitor.definition().timing();
    List<Target> all = monitor.definition().targets();
    List<Target> targets = series.isForAll(slot) ? all : failing(monitor, all);
    Instant first = Instant.ofEpochMilli(series.dueMillis(slot));
    List<Due> dues = new ArrayList<>(targets.size());
    for (int i = 0; i < targets.size(); i++) {
      Duration after = timing.spread().multipliedBy(i).dividedBy(targets.size());
      Target target = targets.get(i);
      dues.add(new Due(target, all.indexOf(target), first.plusMillis(after.toMillis())));
    }
    return dues;
  }

  private static List<Target> failing(Monitor monitor, List<Target> all) {
    return switch (monitor.pace()) {
      case Pace.Normal _ -> all;
      case Pace.Failing failing ->
          all.stream().filter(target -> failing.targets().contains(target.id())).toList();
    };
  }

  /** The newest second whose slot, were there one, would be too late to open. */
  private static long lateLimit(Series series, Instant now) {
    return dueUpTo(series, now.minus(LATEST).minusMillis(1));
  }

  /** The newest second whose slot, were there one on the grid, was due by then. */
  private static long dueUpTo(Series series, Instant then) {
    long onGrid = Math.floorDiv(then.toEpochMilli() - series.gridFractionMillis(), 1_000L);
    return Math.max(onGrid, series.firstUpTo(then.getEpochSecond()));
  }

  private static long second(Instant at) {
    return at.getEpochSecond();
  }
}
