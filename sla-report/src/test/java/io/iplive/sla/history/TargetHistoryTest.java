package io.iplive.sla.history;

import static io.iplive.sla.history.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Times;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Histories computed by hand. */
class TargetHistoryTest {

  private static final String TEN = "2026-01-10T10:00:00Z";
  private static final String ELEVEN = "2026-01-10T11:00:00Z";

  @Test
  void timeInsideAnOutageIsDownFromItsFirstFailingRound() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:09:00Z")
            .down(1, "2026-01-10T10:10:00Z", "2026-01-10T10:17:00Z")
            .good("2026-01-10T10:17:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 53L, Kind.DOWN, 7L));
    assertThat(told.target().checks()).isEqualTo(60);
    assertThat(told.target().checksDown()).isEqualTo(7);
  }

  @Test
  void anErrorThatBecameNoOutageIsUp() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:09:00Z")
            .round(Outcome.DOWN, "2026-01-10T10:10:00Z")
            .good("2026-01-10T10:11:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 60L));
  }

  @Test
  void anOutageThatIsOpenAtEitherEndCountsAsFarAsItLiesInTheRange() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T09:49:00Z")
            .down(1, "2026-01-10T09:50:00Z", "2026-01-10T10:05:00Z")
            .good("2026-01-10T10:05:00Z", "2026-01-10T10:39:00Z")
            .down(2, "2026-01-10T10:40:00Z", "2026-01-10T12:00:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 35L, Kind.DOWN, 25L));
    assertThat(told.target().outages().count()).isEqualTo(2);
  }

  @Test
  void anOutageThatNeverEndedLastsToTheEndOfTheRange() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:29:00Z")
            .round(Outcome.DOWN, "2026-01-10T10:30:00Z")
            .outage(1, "2026-01-10T10:30:00Z", "");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 30L, Kind.DOWN, 30L));
  }

  @Test
  void anOutageThatBeganAfterTheRangeIsNone() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", ELEVEN)
            .down(1, "2026-01-10T11:01:00Z", "2026-01-10T11:07:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 60L));
    assertThat(told.target().outages().count()).isZero();
  }

  @Test
  void timeDownInsideMaintenancesIsToldApartToTheirEnd() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T09:49:00Z")
            .down(1, "2026-01-10T09:50:00Z", "2026-01-10T10:05:00Z")
            .down(2, "2026-01-10T10:10:00Z", "2026-01-10T10:30:00Z")
            .down(3, "2026-01-10T10:40:00Z", "2026-01-10T10:47:00Z")
            .good("2026-01-10T10:47:00Z", "2026-01-10T11:05:00Z");
    assertThat(told.times().expected()).isZero();
    told.announced("2026-01-10T09:30:00Z", "2026-01-10T10:07:00Z")
        .announced("2026-01-10T10:08:00Z", "2026-01-10T10:22:00Z");
    assertThat(Duration.ofMillis(told.times().expected())).isEqualTo(Duration.ofMinutes(5 + 12));
    assertThat(minutes(told).get(Kind.DOWN)).isEqualTo(5 + 20 + 7);
  }

  @Test
  void anOutageThatOutlastsItsMaintenanceByDaysCountsFromThen() {
    Told told =
        Told.of("2026-01-10T00:00:00Z", "2026-01-14T00:00:00Z")
            .command(What.STARTED, "2026-01-09T23:00:00Z")
            .good("2026-01-09T23:01:00Z", "2026-01-10T01:09:00Z")
            .outage(1, "2026-01-10T01:10:00Z", "2026-01-13T01:10:00Z")
            .announced("2026-01-10T01:00:00Z", "2026-01-10T02:00:00Z");
    TargetHistory target = told.target();
    assertThat(Duration.ofMillis(target.times().of(Kind.DOWN))).isEqualTo(Duration.ofDays(3));
    assertThat(Duration.ofMillis(target.times().expected())).isEqualTo(Duration.ofMinutes(50));
    assertThat(target.outages().expected(0)).isEqualTo(50 * 60_000);
    assertThat(target.ledger().days().expected(0)).isEqualTo(50 * 60_000);
    assertThat(target.ledger().days().expected(1)).isZero();
  }

  @Test
  void anOutageOfAChildThatItsParentSilencedIsExpectedInItsOwnMaintenanceAlone() {
    Told told =
        Told.of("2026-01-10T00:00:00Z", "2026-01-10T04:00:00Z")
            .command(What.STARTED, "2026-01-09T23:00:00Z")
            .good("2026-01-09T23:01:00Z", "2026-01-10T00:29:00Z")
            .down(1, "2026-01-10T00:30:00Z", "2026-01-10T03:00:00Z")
            .good("2026-01-10T03:00:00Z", "2026-01-10T04:05:00Z")
            .announced("2026-01-10T01:30:00Z", "2026-01-10T02:15:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 90L, Kind.DOWN, 150L));
    assertThat(Duration.ofMillis(told.times().expected())).isEqualTo(Duration.ofMinutes(45));
    PartitionHistory history = told.history();
    Grid grid = history.targets().findFirst().orElseThrow().ledger().grid();
    assertThat(LongStream.range(0, grid.size()).map(cell -> history.heat().expected((int) cell)))
        .containsExactly(0L, 30L * 60_000, 15L * 60_000, 0L);
  }

  @Test
  void aPauseIsApartAndMonitoringBeginsAnewAfterIt() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:10:00Z")
            .command(What.PAUSED, "2026-01-10T10:10:30Z")
            .command(What.STARTED, "2026-01-10T10:30:30Z")
            .good("2026-01-10T10:31:00Z", "2026-01-10T11:05:00Z");
    assertThat(seconds(told))
        .isEqualTo(Map.of(Kind.UP, 630L + 29 * 60, Kind.PAUSED, 1200L, Kind.UNMONITORED, 30L));
  }

  @Test
  void anAccountThatIsSuspendedIsPausedThoughItsMonitorIsEditedMeanwhile() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:10:00Z")
            .command(What.SUSPENDED, "2026-01-10T10:11:00Z")
            .command(What.CHANGED, "2026-01-10T10:20:00Z")
            .command(What.STARTED, "2026-01-10T10:41:00Z")
            .good("2026-01-10T10:42:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told))
        .isEqualTo(Map.of(Kind.UP, 11L + 18, Kind.PAUSED, 30L, Kind.UNMONITORED, 1L));
  }

  @Test
  void whatIsCreatedInTheRangeIsAbsentBefore() {
    Told told =
        Told.of(TEN, ELEVEN)
            .defined("2026-01-10T10:20:00Z", "192.0.2.1", false)
            .command(What.STARTED, "2026-01-10T10:20:00Z")
            .good("2026-01-10T10:22:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told))
        .isEqualTo(Map.of(Kind.ABSENT, 20L, Kind.UNMONITORED, 2L, Kind.UP, 38L));
    assertThat(minutes(told.cut())).isEqualTo(minutes(told));
  }

  @Test
  void whatIsRemovedInTheRangeIsAbsentAfter() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:15:00Z")
            .command(What.REMOVED, "2026-01-10T10:16:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 16L, Kind.ABSENT, 44L));
  }

  @Test
  void roundsThatStayAwayForTwoPeriodsAreStaleTimeAndNoOutage() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:10:00Z")
            .round(Outcome.UP, "2026-01-10T10:12:01Z")
            .round(Outcome.UP, "2026-01-10T10:14:03Z")
            .good("2026-01-10T10:15:00Z", "2026-01-10T11:05:00Z");
    assertThat(seconds(told)).isEqualTo(Map.of(Kind.UP, 3600L - 122, Kind.STALE, 122L));
  }

  @Test
  void aRoundWithoutAConclusionIsNeitherUpNorDown() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:10:00Z")
            .round(Outcome.INCONCLUSIVE, "2026-01-10T10:11:00Z")
            .round(Outcome.INCONCLUSIVE, "2026-01-10T10:12:00Z")
            .good("2026-01-10T10:13:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 58L, Kind.INCONCLUSIVE, 2L));
  }

  @Test
  void whatIsSaidOfAnAddressThatTheRecordHasLeftSaysNothing() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:10:00Z")
            .command(What.MOVED, "2026-01-10T10:10:10Z", 2)
            .round(Outcome.INCONCLUSIVE, at("2026-01-10T10:11:00Z"), 1)
            .round(Outcome.UP, at("2026-01-10T10:12:00Z"), 2)
            .round(Outcome.INCONCLUSIVE, at("2026-01-10T10:13:00Z"), 2)
            .round(Outcome.UP, at("2026-01-10T10:14:00Z"), 2);
    assertThat(minutes(told))
        .isEqualTo(Map.of(Kind.UP, 13L, Kind.INCONCLUSIVE, 1L, Kind.STALE, 46L));
  }

  @Test
  void anOutageStaysWhenItsRecordMoves() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, "2026-01-10T09:00:00Z")
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:09:00Z")
            .round(Outcome.DOWN, "2026-01-10T10:10:00Z")
            .command(What.MOVED, "2026-01-10T10:12:00Z", 2)
            .round(Outcome.UP, at("2026-01-10T10:15:00Z"), 2)
            .outage(1, "2026-01-10T10:10:00Z", "2026-01-10T10:15:00Z")
            .command(What.STOPPED, "2026-01-10T10:16:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 11L, Kind.DOWN, 5L, Kind.ABSENT, 44L));
  }

  @Test
  void theDayOnWhichTheClockGoesForwardIsAnHourShorter() {
    assertThat(dayOfOutageAtNight("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"))
        .containsExactly(22 * 3_600_000L, 3_600_000L);
  }

  @Test
  void theDayOnWhichTheClockGoesBackIsAnHourLonger() {
    assertThat(dayOfOutageAtNight("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
        .containsExactly(24 * 3_600_000L, 3_600_000L);
  }

  /** A day of Berlin with an outage from 0:30 to 1:30 UTC, over the change: up, and down. */
  private static List<Long> dayOfOutageAtNight(String from, String to) {
    String date = to.substring(0, 10);
    Told told =
        Told.of(from, to, "Europe/Berlin")
            .command(What.STARTED, from)
            .good(from, date + "T00:29:00Z")
            .down(1, date + "T00:30:00Z", date + "T01:30:00Z")
            .good(date + "T01:30:00Z", to);
    TargetHistory target = told.target();
    assertThat(target.ledger().grid().dates()).hasSize(1);
    return List.of(target.ledger().days().up(0), target.ledger().days().down(0));
  }

  @Test
  void bothHoursThatTheClockShowsTwiceAreInTheHeat() {
    Told told =
        Told.of("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "Europe/Berlin")
            .command(What.STARTED, "2026-10-24T22:00:00Z")
            .good("2026-10-24T22:00:00Z", "2026-10-25T00:29:00Z")
            .down(1, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")
            .good("2026-10-25T01:30:00Z", "2026-10-25T23:00:00Z");
    PartitionHistory history = told.history();
    Grid grid = history.targets().findFirst().orElseThrow().ledger().grid();
    long down = 0;
    for (int cell = 0; cell < grid.size(); cell++) {
      if (grid.hour(cell) == 2) {
        down += history.heat().down(cell);
      }
    }
    assertThat(Duration.ofMillis(down)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void hoursBeforeTheRoundsThatAreKeptAreToldByTheirSums() {
    Told told =
        Told.of("2026-01-10T08:00:00Z", ELEVEN)
            .cut()
            .hour("2026-01-10T08:00:00Z", 60, 0, 0, 0)
            .hour("2026-01-10T09:00:00Z", 40, 15, 5, 0)
            .hour("2026-01-10T10:00:00Z", 0, 60, 0, 0)
            .outage(1, "2026-01-10T09:45:00Z", "2026-01-10T10:00:00Z")
            .good("2026-01-10T09:30:00Z", "2026-01-10T09:44:00Z")
            .good("2026-01-10T10:00:00Z", "2026-01-10T11:05:00Z");
    assertThat(minutes(told))
        .isEqualTo(Map.of(Kind.UP, 60L + 40 + 60, Kind.DOWN, 15L, Kind.INCONCLUSIVE, 5L));
    assertThat(told.target().exactFrom()).isEqualTo(at(TEN).toEpochMilli());
  }

  @Test
  void anHourThatTheRangeCutsIsSpreadEvenlyButForOutages() {
    Told told =
        Told.of("2026-01-10T08:30:00Z", "2026-01-10T09:30:00Z", "Asia/Kolkata")
            .hour("2026-01-10T08:00:00Z", 30, 10, 20, 0)
            .hour("2026-01-10T09:00:00Z", 60, 0, 0, 0)
            .outage(1, "2026-01-10T08:25:00Z", "2026-01-10T08:35:00Z");
    // Of 8:30 to 9:00 five minutes are down; 25 of the other 50 of its hour lie there.
    assertThat(minutes(told))
        .isEqualTo(Map.of(Kind.UP, 15L + 30, Kind.INCONCLUSIVE, 10L, Kind.DOWN, 5L));
  }

  @Test
  void hoursOfWhichNothingIsRecordedAreUnknownUnlessItDidNotExist() {
    Told told =
        Told.of("2026-01-10T07:00:00Z", ELEVEN)
            .defined("2026-01-10T08:00:00Z", "192.0.2.1", false)
            .defined("2026-01-10T10:30:00Z", "192.0.2.1", true)
            .hour("2026-01-10T09:00:00Z", 60, 0, 0, 0);
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.ABSENT, 90L, Kind.UNKNOWN, 90L, Kind.UP, 60L));
  }

  @Test
  void anHourThatIsToldAgainIsReplaced() {
    Told told =
        Told.of(TEN, ELEVEN)
            .soFar(TEN, 20)
            .soFar(TEN, 40)
            .hour(TEN, 50, 10, 0, 0)
            .soFar(TEN, 45)
            .outage(1, "2026-01-10T10:50:00Z", ELEVEN);
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 50L, Kind.DOWN, 10L));
    assertThat(minutes(Told.of(TEN, ELEVEN).soFar(TEN, 20).soFar(TEN, 40)))
        .isEqualTo(Map.of(Kind.UP, 40L, Kind.UNKNOWN, 20L));
  }

  private static Map<Kind, Long> minutes(Told told) {
    return split(told.times(), 60_000);
  }

  private static Map<Kind, Long> seconds(Told told) {
    return split(told.times(), 1_000);
  }

  private static Map<Kind, Long> split(Times times, long unit) {
    Map<Kind, Long> split = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      assertThat(times.of(kind) % unit).isZero();
      if (times.of(kind) > 0) {
        split.put(kind, times.of(kind) / unit);
      }
    }
    return split;
  }
}
