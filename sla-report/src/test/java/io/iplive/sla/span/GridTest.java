package io.iplive.sla.span;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void aDayOnWhichTheClockGoesForwardHas23Hours() {
    Grid grid = days("Europe/Berlin", "2026-03-29", "2026-03-30");
    assertThat(hours(grid))
        .containsExactly(
            0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23);
    assertThat(length(grid)).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void aDayOnWhichTheClockGoesBackHas25HoursAndShowsOneTwice() {
    Grid grid = days("Europe/Berlin", "2026-10-25", "2026-10-26");
    assertThat(hours(grid)).startsWith(0, 1, 2, 2, 3).hasSize(25);
    assertThat(length(grid)).isEqualTo(Duration.ofHours(25));
    assertThat(grid.dates()).containsExactly(LocalDate.parse("2026-10-25"));
  }

  @Test
  void aClockThatIsChangedByHalfAnHourCutsAnHour() {
    Grid grid = days("Australia/Lord_Howe", "2026-04-05", "2026-04-06");
    assertThat(hours(grid)).startsWith(0, 1, 1, 2).hasSize(25);
    assertThat(Duration.ofMillis(grid.end(2) - grid.start(2))).isEqualTo(Duration.ofMinutes(30));
    assertThat(length(grid)).isEqualTo(Duration.ofMinutes(24 * 60 + 30));
  }

  @Test
  void aLeapDayIsADay() {
    Grid grid = days("UTC", "2028-02-01", "2028-03-01");
    assertThat(grid.dates()).hasSize(29).endsWith(LocalDate.parse("2028-02-29"));
    assertThat(grid.size()).isEqualTo(29 * 24);
  }

  @Test
  void aRangeMayBeginAndEndWithinAnHourOfAZoneBetweenHours() {
    Range range =
        new Range(
            Instant.parse("2026-01-01T10:10:00Z"),
            Instant.parse("2026-01-01T11:45:00Z"),
            ZoneId.of("Asia/Kolkata"));
    Grid grid = Grid.of(range);
    assertThat(hours(grid)).containsExactly(15, 16, 17);
    assertThat(grid.start(0)).isEqualTo(range.start());
    assertThat(grid.end(0)).isEqualTo(Instant.parse("2026-01-01T10:30:00Z").toEpochMilli());
    assertThat(grid.end(2)).isEqualTo(range.end());
  }

  @Test
  void everyMomentHasTheCellItLiesIn() {
    for (String zone : List.of("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")) {
      Grid grid = days(zone, "2026-01-01", "2027-01-01");
      for (int cell = 0; cell < grid.size(); cell++) {
        assertThat(grid.cell(grid.start(cell))).isEqualTo(cell);
        assertThat(grid.cell(grid.end(cell) - 1)).isEqualTo(cell);
      }
    }
  }

  private static Grid days(String zone, String from, String to) {
    ZoneId id = ZoneId.of(zone);
    return Grid.of(
        new Range(
            LocalDate.parse(from).atStartOfDay(id).toInstant(),
            LocalDate.parse(to).atStartOfDay(id).toInstant(),
            id));
  }

  private static List<Integer> hours(Grid grid) {
    List<Integer> hours = new ArrayList<>();
    for (int cell = 0; cell < grid.size(); cell++) {
      hours.add(grid.hour(cell));
    }
    return hours;
  }

  private static Duration length(Grid grid) {
    return Duration.ofMillis(grid.end(grid.size() - 1) - grid.start(0));
  }
}
