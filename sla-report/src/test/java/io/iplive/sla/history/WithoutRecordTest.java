package io.iplive.sla.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.sla.figures.Report;
import io.iplive.sla.figures.ReportBuilder;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.What;
import io.iplive.sla.span.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Time of which there is no record, and targets of which there is none at all. */
class WithoutRecordTest {

  private static final String NINE = "2026-01-10T09:00:00Z";
  private static final String TEN = "2026-01-10T10:00:00Z";
  private static final String ELEVEN = "2026-01-10T11:00:00Z";

  @Test
  void whatWasCreatedAfterTheRangeIsNotInTheReport() {
    Told told =
        Told.of(TEN, ELEVEN)
            .cut()
            .defined("2026-01-10T11:20:00Z", "192.0.2.1", false)
            .command(What.STARTED, "2026-01-10T11:20:00Z")
            .good("2026-01-10T11:21:00Z", "2026-01-10T11:40:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.ABSENT, 60L));
    assertThat(report(told).targets()).isEmpty();
  }

  @Test
  void norIsWhatLeftNothingButOutagesOfBefore() {
    Told told = Told.of(TEN, ELEVEN).outage(1, "2025-01-10T10:00:00Z", "2025-01-10T10:10:00Z");
    assertThat(report(told).targets()).isEmpty();
    assertThat(report(told).met()).isZero();
  }

  @Test
  void outagesThatAreKeptForLongerThanAllElseAreListedAndCountForNothing() {
    Report report = report(Told.of(TEN, ELEVEN).outage(1, TEN, "2026-01-10T10:10:00Z"));
    assertThat(report.outageLines()).hasSize(1);
    assertThat(report.terms().availability(report.times())).isEmpty();
    assertThat(report.penaltyMinutes()).isZero();
  }

  @Test
  void anOutageThatReachesBackBeforeTheRecordsCountsFromThem() {
    Told told =
        Told.of(NINE, ELEVEN)
            .outage(1, "2026-01-10T09:30:00Z", "2026-01-10T10:15:00Z")
            .hour(TEN, 45, 15, 0, 0)
            .announced(NINE, "2026-01-10T10:10:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UNKNOWN, 60L, Kind.DOWN, 15L, Kind.UP, 45L));
    assertThat(told.times().expected()).isEqualTo(10 * 60_000);
  }

  @Test
  void aMonitorThatIsToldAnewIsUnknownBeforeThat() {
    Told told =
        Told.of(NINE, "2026-01-10T12:00:00Z")
            .defined("2026-01-01T00:00:00Z", "192.0.2.1", false)
            .late(What.STARTED, "2026-01-01T00:00:00Z", "2026-01-10T10:20:00Z")
            .good("2026-01-10T10:21:00Z", "2026-01-10T12:05:00Z")
            .restOf(TEN, 39, 1);
    assertThat(told.target().exactFrom()).isEqualTo(Instant.parse(ELEVEN).toEpochMilli());
    assertThat(minutes(told).keySet()).containsExactly(Kind.UP, Kind.UNMONITORED, Kind.UNKNOWN);
    assertThat(minutes(told).get(Kind.UNKNOWN)).isEqualTo(80);
    assertThat(minutes(told).get(Kind.UP)).isEqualTo(39 + 60);
  }

  @Test
  void versionsOfAddressesCountAnewFromABackup() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, NINE, 5)
            .round(Outcome.UP, Instant.parse("2026-01-10T09:59:00Z"), 5)
            .command(What.MOVED, "2026-01-10T09:59:30Z", 1)
            .good(TEN, "2026-01-10T11:05:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 60L));
  }

  @Test
  void ofAnOutageItIsToldForHowLongNobodyLooked() {
    Told told =
        Told.of(TEN, ELEVEN)
            .command(What.STARTED, NINE)
            .good("2026-01-10T09:01:00Z", "2026-01-10T10:09:00Z")
            .round(Outcome.DOWN, "2026-01-10T10:10:00Z")
            .round(Outcome.DOWN, "2026-01-10T10:11:00Z")
            .good("2026-01-10T10:40:00Z", "2026-01-10T11:05:00Z")
            .outage(1, "2026-01-10T10:10:00Z", "2026-01-10T10:40:00Z");
    assertThat(minutes(told)).isEqualTo(Map.of(Kind.UP, 30L, Kind.DOWN, 30L));
    Report report = report(told);
    assertThat(report.outages().uncheckedMillis()).isEqualTo(29 * 60_000);
    assertThat(report.outageLines().getFirst().uncheckedMillis()).isEqualTo(29 * 60_000);
  }

  private static Report report(Told told) {
    PartitionHistory history = told.history();
    ReportBuilder builder =
        new ReportBuilder(history.grid(), new Terms(new BigDecimal("99.9"), false), 10);
    builder.add(history);
    return builder.report("acme", Map.of());
  }

  private static Map<Kind, Long> minutes(Told told) {
    Map<Kind, Long> minutes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (told.times().of(kind) > 0) {
        minutes.put(kind, told.times().of(kind) / 60_000);
      }
    }
    return minutes;
  }
}
