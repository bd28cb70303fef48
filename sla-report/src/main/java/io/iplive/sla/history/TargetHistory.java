package io.iplive.sla.history;

import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Ledger;
import io.iplive.sla.span.Range;
import io.iplive.sla.span.Times;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the time of one target was. Its outages are known before anything else is taken; a stretch
 * of time inside one is down, unless there is no record of that time any more. From the first
 * record of rounds.v1 that leaves no doubt the rest is told round by round; before it, by hourly
 * sums.
 *
 * <p>Between two rounds time is what the earlier one says of it, exactly as the verdict counts it
 * for rollups.v1; a law in the tests holds the two together.
 */
public final class TargetHistory {

  /** What the last thing seen says of the time after it. */
  private enum Seen {
    NOTHING,
    GOOD,
    NO_CONCLUSION,
    PAUSED,
    GONE
  }

  private static final long HOUR = 3_600_000;

  /** No round is open for longer than this. */
  private static final long LONGEST_OPEN = 62 * 60_000;

  private final long monitor;
  private final long target;
  private final Range range;
  private final Ledger ledger;
  private final Outages outages = new Outages();
  private final Existence existence = new Existence();
  private final Responses responses = new Responses();
  private final Hours hours;
  private final TreeMap<Long, Rolled> untold = new TreeMap<>();
  private long record;
  private long checks;
  private long checksDown;
  private long addressVersion;
  private long exactFrom = Long.MAX_VALUE;
  private long mark;
  private Seen seen = Seen.NOTHING;
  private long rolledTo;
  private long exactMillis;

  TargetHistory(long monitor, long target, Ledger ledger) {
    this.monitor = monitor;
    this.target = target;
    this.range = ledger.grid().range();
    this.ledger = ledger;
    this.hours = new Hours(ledger, outages);
    this.rolledTo = range.start();
  }

  public long monitor() {
    return monitor;
  }

  public long target() {
    return target;
  }

  /** The caller's id of it; 0: not known. */
  public long record() {
    return record;
  }

  void named(long recordId) {
    record = recordId;
  }

  Existence existence() {
    return existence;
  }

  /** In the order in which they began. */
  public Outages outages() {
    return outages;
  }

  public Responses responses() {
    return responses;
  }

  /** Conclusive ones. */
  public long checks() {
    return checks;
  }

  /** Failing ones of them. */
  public long checksDown() {
    return checksDown;
  }

  public Times times() {
    return ledger.times();
  }

  public Ledger ledger() {
    return ledger;
  }

  /** How much of the range was told round by round. */
  public long exactMillis() {
    return exactMillis;
  }

  /** How much of the range was told by hourly sums. */
  public long rolledMillis() {
    return hours.millis();
  }

  /** From when on it is told round by round; the beginning of time: always. */
  public long exactFrom() {
    return hours.last();
  }

  boolean isWatched() {
    return exactFrom != Long.MAX_VALUE && seen != Seen.GONE;
  }

  boolean isPaused() {
    return seen == Seen.PAUSED;
  }

  /**
   * Its rounds begin.
   *
   * @param tells from when on they are told; after {@code at}: what was before was lost
   * @param whole whether nothing that came before them is missing
   */
  void begun(long at, long tells, boolean paused, boolean whole) {
    if (exactFrom == Long.MAX_VALUE) {
      boolean fromBirth = tells == at && (whole || at <= existence.born());
      exactFrom = fromBirth ? at : Math.ceilDiv(tells, HOUR) * HOUR;
      mark = tells;
    } else {
      passed(at, Kind.ABSENT);
      passed(tells, Kind.UNKNOWN);
    }
    seen = paused ? Seen.PAUSED : Seen.NOTHING;
  }

  /** Versions count anew from a backup that was restored: a lower one is newer, too. */
  void moved(long version) {
    addressVersion = version;
  }

  /** Whether what a round says of an address is said of its newest. */
  boolean isOfItsAddress(long version) {
    addressVersion = Math.max(addressVersion, version);
    return version == addressVersion;
  }

  void heard(long at, Outcome outcome, long staleAfter) {
    passed(at, kind(at > mark + staleAfter));
    seen = outcome == Outcome.INCONCLUSIVE ? Seen.NO_CONCLUSION : Seen.GOOD;
  }

  /** A conclusive check; in hours that are told by their sums it is in those. */
  void checked(long at, Fact.Judged judged) {
    if (!range.holds(at) || at < exactFrom) {
      return;
    }
    checks++;
    if (judged.outcome() == Outcome.DOWN) {
      checksDown++;
    } else if (judged.responseMillis() != null) {
      responses.add(judged.responseMillis());
    }
  }

  void paused(long at, long staleAfter) {
    passed(at, kind(at > mark + staleAfter));
    seen = Seen.PAUSED;
  }

  void resumed(long at) {
    passed(at, Kind.PAUSED);
    seen = Seen.NOTHING;
  }

  void ended(long at, long staleAfter) {
    passed(at, kind(at > mark + staleAfter));
    seen = Seen.GONE;
  }

  private Kind kind(boolean gap) {
    return switch (seen) {
      case NOTHING -> Kind.UNMONITORED;
      case PAUSED -> Kind.PAUSED;
      case GONE -> Kind.ABSENT;
      case GOOD -> gap ? Kind.STALE : Kind.UP;
      case NO_CONCLUSION -> gap ? Kind.STALE : Kind.INCONCLUSIVE;
    };
  }

  private void passed(long to, Kind kind) {
    if (to > mark) {
      long from = Math.max(Math.max(mark, exactFrom), range.start());
      long end = Math.min(to, range.end());
      if (from < end) {
        exactMillis += end - from;
        hours.overlaid(from, end, kind);
      }
      mark = to;
    }
  }

  /** An hour of rollups.v1, taken after all rounds. A later one of the same hour replaces it. */
  void rolled(Rolled hour) {
    if (hour.hour() + HOUR <= rolledTo) {
      return;
    }
    if (!hour.complete()) {
      untold.put(hour.hour(), hour);
      return;
    }
    untold.remove(hour.hour());
    fold(untold.headMap(hour.hour()));
    fold(hour);
  }

  private void fold(Map<Long, Rolled> earlier) {
    earlier.values().forEach(this::fold);
    earlier.clear();
  }

  private void fold(Rolled hour) {
    filled(Math.min(hour.hour(), told()));
    long end = Math.min(hour.hour() + HOUR, told());
    if (rolledTo < end) {
      hours.rolled(hour, rolledTo, end, existence);
      rolledTo = end;
    }
    if (range.holds(hour.hour()) && hour.hour() + HOUR <= exactFrom) {
      checks += hour.checks();
      checksDown += hour.checksDown();
      responses.add(hour.responseMillis(), hour.buckets());
    }
  }

  /** Up to where hourly sums tell. */
  private long told() {
    return Math.min(exactFrom, range.end());
  }

  private void filled(long to) {
    if (rolledTo < to) {
      hours.unknown(rolledTo, to, existence);
      rolledTo = to;
    }
  }

  /**
   * Nothing follows.
   *
   * @param now what happened long before it would have been heard of
   * @param announced its maintenances in the range
   */
  void finish(long now, long staleAfter, List<Span> announced) {
    if (exactFrom != Long.MAX_VALUE) {
      boolean silent = now > mark + 2 * staleAfter + LONGEST_OPEN;
      boolean open = (seen == Seen.GOOD || seen == Seen.NO_CONCLUSION) && !silent;
      passed(range.end(), open ? Kind.UNKNOWN : kind(true));
    }
    fold(untold);
    filled(told());
    for (Span span : announced) {
      outages.cut(span.from(), span.to(), this::expect);
    }
  }

  private void expect(long from, long to, int outage) {
    if (outage >= 0) {
      hours.recorded(
          from,
          to,
          (a, b) -> {
            outages.expect(outage, b - a);
            ledger.expect(a, b);
          });
    }
  }
}
