package io.iplive.sla.history;

import io.iplive.sla.maintenance.Span;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Ledger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts hourly sums into the ledger. What an outage takes of an hour is known to the second; the
 * rest of it is spread evenly over the time that outages leave, so that an hour may be cut by the
 * range, or by a zone whose hours begin elsewhere, and its parts still add up to it.
 */
final class Hours {

  /** Takes a stretch of time. */
  interface Stretch {
    void take(long from, long to);
  }

  private static final Kind[] REST = {Kind.UP, Kind.INCONCLUSIVE, Kind.UNMONITORED, Kind.PAUSED};

  private final Ledger ledger;
  private final Grid grid;
  private final Outages outages;
  private final List<Span> blanks = new ArrayList<>();
  private long millis;
  private long last = Long.MIN_VALUE;

  /** Time outside outages that passed of the hour in hand, of the part that is summed up. */
  private long passed;

  private final long[] spread = new long[REST.length];

  Hours(Ledger ledger, Outages outages) {
    this.ledger = ledger;
    this.grid = ledger.grid();
    this.outages = outages;
  }

  /** How much of the range they told of. */
  long millis() {
    return millis;
  }

  /** Up to where they told, or nothing did; the beginning of time: nowhere. */
  long last() {
    return last;
  }

  /** All the time between was this, but for outages. */
  void overlaid(long from, long to, Kind kind) {
    if (outages.count() == 0) {
      ledger.add(from, to, kind);
    } else {
      outages.cut(
          from,
          to,
          (a, b, outage) -> {
            ledger.add(a, b, outage < 0 ? kind : Kind.DOWN);
            if (outage >= 0 && kind == Kind.STALE) {
              outages.unchecked(outage, b - a);
            }
          });
    }
  }

  /**
   * Nothing is recorded of the time between but outages, which are kept for longer: of time up next
   * to them nothing is known, so they count for nothing either.
   */
  void unknown(long from, long to, Existence existence) {
    existence.cut(
        from,
        to,
        (a, b, existed) -> {
          if (existed) {
            ledger.add(a, b, Kind.UNKNOWN);
            blank(a, b);
            last = Math.max(last, b);
          } else {
            overlaid(a, b, Kind.ABSENT);
          }
        });
  }

  private void blank(long from, long to) {
    boolean goesOn = !blanks.isEmpty() && blanks.getLast().to() == from;
    blanks.add(new Span(goesOn ? blanks.removeLast().from() : from, to));
  }

  /** Cuts out of a stretch of time what nothing is recorded of. */
  void recorded(long from, long to, Stretch each) {
    long at = from;
    for (Span blank : blanks) {
      if (blank.to() > at && blank.from() < to) {
        if (blank.from() > at) {
          each.take(at, blank.from());
        }
        at = blank.to();
      }
    }
    if (at < to) {
      each.take(at, to);
    }
  }

  /** The part of an hour between two times. */
  void rolled(Rolled hour, long from, long to, Existence existence) {
    long start = Math.max(hour.start(), hour.hour());
    if (from < start) {
      unknown(from, Math.min(to, start), existence);
    }
    if (hour.through() < to) {
      unknown(Math.max(from, hour.through()), to, existence);
    }
    long begin = Math.max(from, start);
    long end = Math.min(to, hour.through());
    if (begin >= end) {
      return;
    }
    millis += end - begin;
    last = Math.max(last, end);
    long[] amounts = {hour.up(), hour.inconclusive(), hour.unmonitored(), hour.paused()};
    int greatest = greatest(amounts);
    long rest = Arrays.stream(amounts).sum();
    if (amounts[greatest] == rest) {
      overlaid(begin, end, rest == 0 ? Kind.UNKNOWN : REST[greatest]);
      return;
    }
    passed = 0;
    Arrays.fill(spread, 0);
    outages.cut(
        start,
        hour.through(),
        (a, b, outage) -> {
          if (outage >= 0) {
            ledger.add(Math.max(a, begin), Math.min(b, end), Kind.DOWN);
          } else {
            spread(a, b, begin, end, amounts, rest, greatest);
          }
        });
  }

  /** A stretch outside outages, cell by cell; what lies outside the two times only passes. */
  private void spread(
      long from, long to, long begin, long end, long[] amounts, long rest, int greatest) {
    long at = from;
    while (at < to) {
      boolean inside = at >= begin && at < end;
      long edge = inside ? Math.min(end, grid.end(grid.cell(at))) : at < begin ? begin : to;
      long until = Math.min(to, edge);
      passed += until - at;
      share(amounts, rest, greatest, inside ? grid.cell(at) : -1);
      at = until;
    }
  }

  private void share(long[] amounts, long rest, int greatest, int cell) {
    long others = 0;
    for (int i = 0; i < REST.length; i++) {
      if (i != greatest) {
        long due = amounts[i] * passed / rest;
        others += due;
        put(cell, i, due);
      }
    }
    put(cell, greatest, passed - others);
  }

  private void put(int cell, int kind, long due) {
    if (cell >= 0) {
      ledger.add(cell, REST[kind], due - spread[kind]);
    }
    spread[kind] = due;
  }

  private static int greatest(long[] amounts) {
    int greatest = 0;
    for (int i = 1; i < amounts.length; i++) {
      if (amounts[i] > amounts[greatest]) {
        greatest = i;
      }
    }
    return greatest;
  }
}
