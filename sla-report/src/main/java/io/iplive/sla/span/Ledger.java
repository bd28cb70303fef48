package io.iplive.sla.span;

import java.util.EnumMap;
import java.util.Map;

/** What the time of one target came to, as a whole and day by day. */
public final class Ledger {

  private final Grid grid;
  private final Heat heat;
  private final Map<Kind, long[]> millis = new EnumMap<>(Kind.class);
  private final Days days;
  private long expected;

  /**
   * An empty one.
   *
   * @param heat where all targets' cells are summed
   */
  public Ledger(Grid grid, Heat heat) {
    this.grid = grid;
    this.heat = heat;
    for (Kind kind : Kind.values()) {
      millis.put(kind, new long[1]);
    }
    this.days = new Days(grid.dates().size());
  }

  /** All the time between was this; what lies outside the range is left out. */
  public void add(long from, long to, Kind kind) {
    long at = Math.max(from, grid.range().start());
    long end = Math.min(to, grid.range().end());
    if (at >= end) {
      return;
    }
    sum(kind, end - at);
    if (kind != Kind.UP && kind != Kind.DOWN) {
      return;
    }
    for (int cell = grid.cell(at); at < end; cell++) {
      long until = Math.min(end, grid.end(cell));
      count(cell, kind, until - at);
      at = until;
    }
  }

  /** So much of a cell was this. */
  public void add(int cell, Kind kind, long amount) {
    sum(kind, amount);
    count(cell, kind, amount);
  }

  /** The time down between was expected. */
  public void expect(long from, long to) {
    long begin = Math.max(from, grid.range().start());
    long end = Math.min(to, grid.range().end());
    if (begin >= end) {
      return;
    }
    expected += end - begin;
    for (int cell = grid.cell(begin); begin < end; cell++) {
      long until = Math.min(end, grid.end(cell));
      heat.expect(cell, until - begin);
      days.expect(grid.day(cell), until - begin);
      begin = until;
    }
  }

  private void sum(Kind kind, long amount) {
    long[] sum = millis.get(kind);
    if (sum != null) {
      sum[0] += amount;
    }
  }

  private void count(int cell, Kind kind, long amount) {
    heat.add(cell, kind, amount);
    days.add(grid.day(cell), kind, amount);
  }

  public Times times() {
    Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    millis.forEach((kind, sum) -> sums.put(kind, sum[0]));
    return new Times(sums, expected);
  }

  public Days days() {
    return days;
  }

  public Grid grid() {
    return grid;
  }
}
