package io.iplive.sla.span;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A range cut at every full hour of its zone's clock and wherever that clock is changed. An hour
 * that the clock shows twice is two cells, one that it leaves out is none.
 */
public final class Grid {

  private static final long HOUR = 3_600_000;

  private final Range range;

  /** Where cells begin, and where the last one ends. */
  private final long[] bounds;

  private final int[] days;
  private final int[] hours;
  private final List<LocalDate> dates;

  private Grid(Range range, long[] bounds, int[] days, int[] hours, List<LocalDate> dates) {
    this.range = range;
    this.bounds = bounds;
    this.days = days;
    this.hours = hours;
    this.dates = List.copyOf(dates);
  }

  public static Grid of(Range range) {
    ZoneRules rules = range.zone().getRules();
    List<Long> bounds = new ArrayList<>();
    List<Integer> days = new ArrayList<>();
    List<Integer> hours = new ArrayList<>();
    List<LocalDate> dates = new ArrayList<>();
    long at = range.start();
    while (at < range.end()) {
      long offset = rules.getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1_000L;
      long local = Math.floorDiv(at + offset, HOUR);
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(at + offset), ZoneOffset.UTC);
      if (dates.isEmpty() || dates.getLast().isBefore(date)) {
        dates.add(date);
      }
      bounds.add(at);
      // A clock set back over midnight comes to the day before again.
      days.add(Math.max(0, dates.indexOf(date)));
      hours.add((int) Math.floorMod(local, 24L));
      at = Math.min(changed(rules, at), (local + 1) * HOUR - offset);
    }
    bounds.add(range.end());
    return new Grid(
        range,
        bounds.stream().mapToLong(Long::longValue).toArray(),
        days.stream().mapToInt(Integer::intValue).toArray(),
        hours.stream().mapToInt(Integer::intValue).toArray(),
        dates);
  }

  private static long changed(ZoneRules rules, long after) {
    ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochMilli(after));
    return next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
  }

  public Range range() {
    return range;
  }

  /** How many cells there are. */
  public int size() {
    return days.length;
  }

  /** Every local date that the range touches, in their order. */
  public List<LocalDate> dates() {
    return dates;
  }

  /** Which of {@link #dates()} a cell is of. */
  public int day(int cell) {
    return days[cell];
  }

  /** What hour the clock shows in it, 0 to 23. */
  public int hour(int cell) {
    return hours[cell];
  }

  public long start(int cell) {
    return Math.max(bounds[cell], range.start());
  }

  public long end(int cell) {
    return Math.min(bounds[cell + 1], range.end());
  }

  /** The cell of a time in the range. No cell is longer than an hour, few are shorter. */
  public int cell(long at) {
    int cell = (int) ((at - bounds[0]) / HOUR);
    while (bounds[cell + 1] <= at) {
      cell++;
    }
    return cell;
  }
}
