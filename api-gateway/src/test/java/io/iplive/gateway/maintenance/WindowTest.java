package io.iplive.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WindowTest {

  /** The table is the published language's: the notifier passes it too. */
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
    Window window =
        Window.at(
            LocalDateTime.parse(start),
            ZoneId.of(zone),
            Duration.ofMinutes(minutes),
            recurrence(repeat, String.valueOf(days)));
    assertThat(window.covering(at))
        .as(what)
        .isEqualTo(from == null || to == null ? Optional.empty() : Optional.of(new Span(from, to)));
    assertThat(window.after(at).map(Span::start)).isEqualTo(Optional.ofNullable(next));
    assertThat(window.from(at).map(Span::start))
        .isEqualTo(Optional.ofNullable(from == null ? next : from));
  }

  @Test
  void whatIsGivenExactlyMayBeginInTheSecondOfTwoHours() {
    Instant second = Instant.parse("2026-10-25T01:30:00Z");
    Window window =
        new Window(
            second,
            LocalDateTime.parse("2026-10-25T02:30"),
            ZoneId.of("Europe/Berlin"),
            Duration.ofMinutes(10),
            new Recurrence.Once());
    assertThat(window.covering(second)).contains(new Span(second, second.plusSeconds(600)));
    assertThat(window.covering(second.minusSeconds(3_000))).isEmpty();
    assertThat(window.after(second.minusSeconds(3_600)).map(Span::start)).contains(second);
  }

  private static Recurrence recurrence(String repeat, String days) {
    return switch (repeat) {
      case "daily" -> new Recurrence.Daily();
      case "weekly" ->
          new Recurrence.Weekly(
              Arrays.stream(days.split(" ")).map(WindowTest::day).collect(Collectors.toSet()));
      case "monthly" -> new Recurrence.Monthly();
      default -> new Recurrence.Once();
    };
  }

  private static DayOfWeek day(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(word))
        .findFirst()
        .orElseThrow();
  }
}
