package io.iplive.scheduler.schedule;

import io.iplive.scheduler.hash.Hash;
import io.iplive.scheduler.monitor.Timing;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The slots of a monitor, a pure function of its stored state: the first round off the grid if
 * there is one, then the grid from where the series begins. Slots are whole seconds of the epoch.
 */
final class Series {

  private static final long FIRST_ROUND_SALT = 1;
  private static final long FRACTION_SALT = 2;
  private static final int FIRST_ROUND_SECONDS = 4;

  private final Monitor monitor;
  private final Timing timing;
  private final long origin;
  private final long period;
  private final long begin;

  Series(Monitor monitor) {
    this.monitor = monitor;
    this.timing = monitor.definition().timing();
    this.begin = ceilSeconds(monitor.course().notBefore());
    switch (monitor.pace()) {
      case Pace.Normal _ -> {
        this.period = timing.periodSeconds();
        this.origin = phase(monitor.id(), period);
      }
      case Pace.Failing failing -> {
        this.period = timing.errorPeriodSeconds();
        this.origin = failing.anchor().getEpochSecond();
      }
    }
  }

  /** Where in its period a monitor's grid lies. */
  static long phase(long monitorId, long period) {
    return Math.floorMod(Hash.mix(monitorId), period);
  }

  /** The slot, off the grid, of a start or new record. */
  static Instant firstRound(long monitorId, Instant eventAt) {
    long draw = Math.floorMod(Hash.mix(monitorId, FIRST_ROUND_SALT), FIRST_ROUND_SECONDS);
    return Instant.ofEpochSecond(ceilSeconds(eventAt) + 1 + draw);
  }

  /** Milliseconds from a slot of the grid to its first due. */
  long gridFractionMillis() {
    return Math.floorMod(Hash.mix(monitor.id(), FRACTION_SALT), 1_000L);
  }

  /** When a slot is due; a first round at once, it is promised within 5 s. */
  long dueMillis(long slot) {
    return slot * 1_000 + (isFirst(slot) ? 0 : gridFractionMillis());
  }

  /** The first round off the grid if it is not after a second. */
  long firstUpTo(long second) {
    Instant first = monitor.course().firstAt();
    return first != null && first.getEpochSecond() <= second
        ? first.getEpochSecond()
        : Long.MIN_VALUE;
  }

  /** The first slot after a second. */
  long nextAfter(long after) {
    Instant first = monitor.course().firstAt();
    if (first != null && first.getEpochSecond() > after) {
      return first.getEpochSecond();
    }
    return onGridFrom(Math.max(after + 1, begin));
  }

  /** The newest slot up to and including a second. */
  OptionalLong latest(long until) {
    long grid = onGridUpTo(until);
    if (grid >= begin) {
      return OptionalLong.of(grid);
    }
    Instant first = monitor.course().firstAt();
    if (first != null && first.getEpochSecond() <= until) {
      return OptionalLong.of(first.getEpochSecond());
    }
    Instant newest = monitor.course().newestAt();
    return newest == null ? OptionalLong.empty() : OptionalLong.of(newest.getEpochSecond());
  }

  /** How many slots there are after one second, up to and including another. */
  int count(long after, long until) {
    Instant first = monitor.course().firstAt();
    boolean withFirst =
        first != null && first.getEpochSecond() > after && first.getEpochSecond() <= until;
    long begins = onGridFrom(Math.max(after + 1, begin));
    long onGrid = begins > until ? 0 : (until - begins) / period + 1;
    return Math.toIntExact(onGrid + (withFirst ? 1 : 0));
  }

  /** Whether a slot is for all targets, not only for those that fail. */
  boolean isForAll(long slot) {
    return switch (monitor.pace()) {
      case Pace.Normal _ -> true;
      case Pace.Failing _ -> isFirst(slot) || latestNormal(slot) > before(slot);
    };
  }

  /** Nodes rotate with it: the number of the slot on the error grid. */
  long rotation(long slot) {
    return switch (monitor.pace()) {
      case Pace.Normal _ -> 0;
      case Pace.Failing _ -> Math.floorDiv(slot - origin, period);
    };
  }

  private boolean isFirst(long slot) {
    Instant first = monitor.course().firstAt();
    return first != null && first.getEpochSecond() == slot;
  }

  /** The slot before one on the error grid, or the newest round before the series. */
  private long before(long slot) {
    if (slot - period >= begin) {
      return slot - period;
    }
    return latest(slot - 1).orElse(Long.MIN_VALUE);
  }

  private long latestNormal(long until) {
    long normal = timing.periodSeconds();
    return until - Math.floorMod(until - phase(monitor.id(), normal), normal);
  }

  private long onGridFrom(long second) {
    return origin + Math.ceilDiv(second - origin, period) * period;
  }

  private long onGridUpTo(long second) {
    return origin + Math.floorDiv(second - origin, period) * period;
  }

  static long ceilSeconds(Instant at) {
    return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
  }
}
