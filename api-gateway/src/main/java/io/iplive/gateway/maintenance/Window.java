package io.iplive.gateway.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a maintenance is. A start is a time of the clock on the wall: one that the clock leaves out
 * is as much later as the clock leaves out, one that comes twice is the first (RFC 5545, and what
 * java.time does). Its length is elapsed time: two hours of work are two hours, whatever the clocks
 * do meanwhile.
 *
 * @param startsAt its first start; of one that does not come again, exactly
 * @param first the same by the zone's clock
 */
public record Window(
    Instant startsAt, LocalDateTime first, ZoneId zone, Duration length, Recurrence recurrence) {

  /** More than two months, so that every recurrence starts within. */
  private static final int DAYS_AHEAD = 64;

  /** One that starts at a time of the clock. */
  public static Window at(
      LocalDateTime first, ZoneId zone, Duration length, Recurrence recurrence) {
    return new Window(first.atZone(zone).toInstant(), first, zone, length, recurrence);
  }

  /** The time that covers an instant or, if none does, the next one. */
  public Optional<Span> from(Instant at) {
    return covering(at).or(() -> after(at));
  }

  /** The time that covers an instant, and of several the one that ends last. */
  public Optional<Span> covering(Instant at) {
    LocalDate earliest = at.minus(length).atZone(zone).toLocalDate().minusDays(1);
    return earliest
        .datesUntil(at.atZone(zone).toLocalDate().plusDays(2))
        .flatMap(this::on)
        .filter(span -> span.covers(at))
        .max(Comparator.comparing(Span::end));
  }

  /** The first that starts after an instant. */
  public Optional<Span> after(Instant at) {
    LocalDate today = at.atZone(zone).toLocalDate().minusDays(1);
    LocalDate from = today.isBefore(first.toLocalDate()) ? first.toLocalDate() : today;
    return from.datesUntil(from.plusDays(DAYS_AHEAD))
        .flatMap(this::on)
        .filter(span -> span.start().isAfter(at))
        .min(Comparator.comparing(Span::start));
  }

  private Stream<Span> on(LocalDate day) {
    LocalDate firstDay = first.toLocalDate();
    if (day.isBefore(firstDay) || !recurrence.on(firstDay, day)) {
      return Stream.empty();
    }
    Instant start =
        recurrence instanceof Recurrence.Once
            ? startsAt
            : day.atTime(first.toLocalTime()).atZone(zone).toInstant();
    return Stream.of(new Span(start, start.plus(length)));
  }
}
