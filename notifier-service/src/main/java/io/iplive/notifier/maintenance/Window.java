package io.iplive.notifier.maintenance;

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
 */
public sealed interface Window {

  /** The time that covers an instant, and of several the one that ends last. */
  Optional<Span> at(Instant at);

  /** The first that starts after an instant. */
  Optional<Span> after(Instant at);

  /** Whether an instant is in it. */
  default boolean isIn(Instant at) {
    return at(at).isPresent();
  }

  /** One that does not come again. */
  record Once(Span span) implements Window {

    @Override
    public Optional<Span> at(Instant at) {
      return Optional.of(span).filter(only -> only.covers(at));
    }

    @Override
    public Optional<Span> after(Instant at) {
      return Optional.of(span).filter(only -> only.start().isAfter(at));
    }
  }

  /**
   * One that comes again.
   *
   * @param first by the zone's clock: it never starts before, and always at that time of day
   * @param length up to a day
   */
  record Repeated(LocalDateTime first, ZoneId zone, Duration length, Recurrence recurrence)
      implements Window {

    /** More than two months, so that every recurrence starts within. */
    private static final int DAYS_AHEAD = 64;

    @Override
    public Optional<Span> at(Instant at) {
      LocalDate earliest = at.minus(length).atZone(zone).toLocalDate().minusDays(1);
      return earliest
          .datesUntil(at.atZone(zone).toLocalDate().plusDays(2))
          .flatMap(this::on)
          .filter(span -> span.covers(at))
          .max(Comparator.comparing(Span::end));
    }

    @Override
    public Optional<Span> after(Instant at) {
      LocalDate today = at.atZone(zone).toLocalDate().minusDays(1);
      LocalDate from = today.isBefore(first.toLocalDate()) ? first.toLocalDate() : today;
      return from.datesUntil(from.plusDays(DAYS_AHEAD))
          .flatMap(this::on)
          .filter(span -> span.start().isAfter(at))
          .min(Comparator.comparing(Span::start));
    }

    private Stream<Span> on(LocalDate day) {
      if (day.isBefore(first.toLocalDate()) || !recurrence.on(day)) {
        return Stream.empty();
      }
      Instant start = day.atTime(first.toLocalTime()).atZone(zone).toInstant();
      return Stream.of(new Span(start, start.plus(length)));
    }
  }
}
