package io.iplive.sla.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.maintenance.Window.Once;
import io.iplive.sla.maintenance.Window.Repeated;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AnnouncedTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration AROUND = Duration.ofDays(40);

  /** The table is the published language's: gateway and notifier pass it too. */
  @ParameterizedTest(name = "{0}: {6}")
  @CsvFileSource(
      resources = "/maintenance-windows.csv",
      numLinesToSkip = 1,
      delimiter = '|',
      nullValues = "-")
  void startsByTheClockAndLastsElapsedTime(
      String what,
      String start,
      String zone,
      long minutes,
      String repeat,
      @Nullable String days,
      Instant at,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Instant next) {
    Window window = window(LocalDateTime.parse(start), ZoneId.of(zone), minutes, repeat, days);
    List<Span> spans = window.between(at.toEpochMilli(), at.plus(AROUND).toEpochMilli()).toList();
    List<Span> covering =
        spans.stream()
            .filter(span -> span.from() <= at.toEpochMilli() && at.toEpochMilli() < span.to())
            .toList();
    if (from == null || to == null) {
      assertThat(covering).as(what).isEmpty();
    } else {
      assertThat(covering).as(what).contains(new Span(from.toEpochMilli(), to.toEpochMilli()));
    }
    if (next != null && next.isBefore(at.plus(AROUND))) {
      assertThat(spans).as(what).anyMatch(span -> span.from() == next.toEpochMilli());
    }
  }

  @Test
  void oneIsInForceFromWhenItWasAddedUntilItWasDeletedAndNotOutsideOfTheRange() {
    Announced announced = new Announced();
    announced.taken(7, 1, 1, minute(20), false, List.of(101L), once(0, 60));
    announced.taken(7, 1, 2, minute(50), true, List.of(101L), once(0, 60));
    announced.taken(7, 1, 1, minute(55), false, List.of(101L), once(0, 60));
    assertThat(announced.between(minute(-60), minute(90)))
        .isEqualTo(Map.of(101L, List.of(span(20, 50))));
    assertThat(announced.between(minute(30), minute(40)))
        .isEqualTo(Map.of(101L, List.of(span(30, 40))));
  }

  @Test
  void oneWhoseAdditionIsNotKeptIsInForceFromItsStart() {
    Announced announced = new Announced();
    announced.taken(7, 1, 2, minute(9_000), true, List.of(101L), once(0, 60));
    assertThat(announced.between(minute(-60), minute(90)))
        .isEqualTo(Map.of(101L, List.of(span(0, 60))));
  }

  @Test
  void severalThatMeetOrOverlapAreCountedOnce() {
    Announced announced = new Announced();
    announced.taken(1, 1, 1, minute(-90), false, List.of(101L, 102L), once(60, 60));
    announced.taken(2, 1, 1, minute(-90), false, List.of(101L), once(0, 60));
    announced.taken(3, 1, 1, minute(-90), false, List.of(101L), once(90, 60));
    announced.taken(4, 1, 1, minute(-90), false, List.of(101L), once(200, 10));
    assertThat(announced.between(minute(-60), minute(600)))
        .isEqualTo(
            Map.of(101L, List.of(span(0, 150), span(200, 210)), 102L, List.of(span(60, 120))));
  }

  private static long minute(long minute) {
    return NOON.plusSeconds(minute * 60).toEpochMilli();
  }

  private static Span span(long from, long to) {
    return new Span(minute(from), minute(to));
  }

  private static Window once(long from, long minutes) {
    return new Once(NOON.plusSeconds(from * 60), Duration.ofMinutes(minutes));
  }

  private static Window window(
      LocalDateTime start, ZoneId zone, long minutes, String repeat, @Nullable String days) {
    Duration length = Duration.ofMinutes(minutes);
    return switch (repeat) {
      case "daily" -> new Repeated(start, zone, length, new Recurrence.Daily());
      case "weekly" ->
          new Repeated(
              start,
              zone,
              length,
              new Recurrence.Weekly(
                  Arrays.stream(String.valueOf(days).split(" "))
                      .map(AnnouncedTest::day)
                      .collect(Collectors.toSet())));
      case "monthly" ->
          new Repeated(
              start, zone, length, new Recurrence.Monthly(Integer.parseInt(String.valueOf(days))));
      default -> new Once(start.atZone(zone).toInstant(), length);
    };
  }

  private static DayOfWeek day(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElseThrow();
  }
}
