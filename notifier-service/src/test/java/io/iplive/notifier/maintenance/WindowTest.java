package io.iplive.notifier.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.maintenance.Window.Once;
import io.iplive.notifier.maintenance.Window.Repeated;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WindowTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** The table is the published language's: the gateway passes it too. */
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
    assertThat(window.at(at))
        .as(what)
        .isEqualTo(from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to)));
    assertThat(window.isIn(at)).isEqualTo(from != null);
    assertThat(window.after(at).map(Span::start)).isEqualTo(Optional.ofNullable(next));
  }

  @Test
  void severalThatMeetAreOneSilence() {
    List<Window> windows = List.of(once(60, 60), once(0, 60), once(90, 60), once(200, 60));
    assertThat(Windows.quietUntil(windows, NOON)).contains(NOON.plusSeconds(150 * 60));
    assertThat(Windows.quietUntil(windows, NOON.plusSeconds(150 * 60))).isEmpty();
    assertThat(Windows.quietUntil(windows, NOON.minusSeconds(1))).isEmpty();
    assertThat(Windows.quietUntil(List.of(), NOON)).isEmpty();
  }

  @Test
  void oneThatNeverEndsIsNotLookedThroughForEver() {
    Window always =
        new Repeated(
            LocalDateTime.parse("2026-01-01T00:00"),
            ZoneId.of("UTC"),
            Duration.ofDays(1),
            new Recurrence.Daily());
    assertThat(Windows.quietUntil(List.of(always), NOON))
        .hasValueSatisfying(end -> assertThat(end).isAfter(NOON.plus(Duration.ofDays(90))));
  }

  private static Window once(long fromMinutes, long lengthMinutes) {
    Instant start = NOON.plusSeconds(fromMinutes * 60);
    return new Once(new Span(start, start.plusSeconds(lengthMinutes * 60)));
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
                      .map(WindowTest::day)
                      .collect(Collectors.toSet())));
      case "monthly" ->
          new Repeated(
              start, zone, length, new Recurrence.Monthly(Integer.parseInt(String.valueOf(days))));
      default -> {
        Instant first = start.atZone(zone).toInstant();
        yield new Once(new Span(first, first.plus(length)));
      }
    };
  }

  private static DayOfWeek day(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElseThrow();
  }
}
