package io.iplive.sla.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * When a maintenance is. A start is a time of the zone's clock: one that it leaves out is as much
 * later as it leaves out, one that comes twice is the first (RFC 5545, and what java.time does). A
 * length is elapsed time.
 */
public sealed interface Window {

  /** Its times that may lie between two, whole and in the order of their starts. */
  Stream<Span> between(long from, long to);

  /** One that does not come again. */
  record Once(Instant start, Duration length) implements Window {

    @Override
    public Stream<Span> between(long from, long to) {
      return Stream.of(new Span(start.toEpochMilli(), start.plus(length).toEpochMilli()));
    }
  }

  /**
   * One that comes again.
   *
   * @param first by the zone's clock: it never starts before, and always at that time of day
   */
  record Repeated(LocalDateTime first, ZoneId zone, Duration length, Recurrence recurrence)
      implements Window {

    @Override
    public Stream<Span> between(long from, long to) {
      LocalDate earliest = day(from - length.toMillis()).minusDays(1);
      LocalDate begin = earliest.isBefore(first.toLocalDate()) ? first.toLocalDate() : earliest;
      LocalDate end = day(to).plusDays(2);
      return begin.isAfter(end)
          ? Stream.empty()
          : begin.datesUntil(end).filter(recurrence::on).map(this::on);
    }

    private LocalDate day(long at) {
      return LocalDate.ofInstant(Instant.ofEpochMilli(at), zone);
    }

    private Span on(LocalDate day) {
      Instant start = day.atTime(first.toLocalTime()).atZone(zone).toInstant();
      return new Span(start.toEpochMilli(), start.plus(length).toEpochMilli());
    }
  }
}
