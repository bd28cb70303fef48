package io.iplive.sla;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.sla.asked.Question.Language;
import io.iplive.sla.figures.ReportBuilder;
import io.iplive.sla.figures.Terms;
import io.iplive.sla.history.Fact;
import io.iplive.sla.history.Outages.End;
import io.iplive.sla.history.PartitionHistory;
import io.iplive.sla.maintenance.Span;
import io.iplive.sla.page.Page;
import io.iplive.sla.span.Grid;
import io.iplive.sla.span.Range;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

  private static final Instant BEGIN = Instant.parse("2026-01-10T00:00:00Z");
  private static final int MANY = 600;

  @Test
  void daysAndHoursComeToTheSameAsTheHeadlineWhereMaintenanceIsExcluded() throws IOException {
    PartitionHistory history = history();
    history.opened(7, 101, 1, minute(70), 0);
    history.closed(7, 101, 1, minute(190), End.RECOVERED);
    history.finish(minute(90_000), Map.of(101L, List.of(new Span(minute(60), minute(120)))));
    JsonNode report = json(history, true);
    assertThat(report.path("seconds").path("down").asLong()).isEqualTo(7_200);
    assertThat(report.path("seconds").path("down_in_maintenance").asLong()).isEqualTo(3_000);
    JsonNode day = report.path("days").get(0);
    assertThat(day.path("down_s").asLong()).isEqualTo(7_200);
    assertThat(day.path("down_in_maintenance_s").asLong()).isEqualTo(3_000);
    assertThat(day.path("availability")).isEqualTo(report.path("availability"));
    assertThat(report.path("hours").findValues("down_in_maintenance_s"))
        .extracting(JsonNode::asLong)
        .containsExactly(3_000L, 0L, 0L);
    JsonNode outage = report.path("outage_log").get(0);
    assertThat(outage.path("in_maintenance").asBoolean()).isTrue();
    assertThat(outage.path("in_maintenance_s").asLong()).isEqualTo(3_000);
  }

  @Test
  void everyOutageIsInTheLogAndThePageSaysHowManyItLists() throws IOException {
    PartitionHistory history = history();
    for (int i = 0; i < MANY; i++) {
      history.opened(7, 101, i, minute(2L * i), 0);
      history.closed(7, 101, i, minute(2L * i + 1), End.RECOVERED);
    }
    history.finish(minute(90_000), Map.of());
    assertThat(json(history, false).path("outage_log")).hasSize(MANY);
    ReportBuilder page = new ReportBuilder(history.grid(), terms(false), Page.OUTAGES);
    page.add(history);
    assertThat(Page.of(page.report("acme", Map.of()), Language.EN))
        .contains("The 200 longest of 600, in the order of their beginning.");
  }

  /** Of a target that is watched. */
  private static PartitionHistory history() {
    PartitionHistory history =
        new PartitionHistory(
            Grid.of(new Range(BEGIN, BEGIN.plusSeconds(86_400), ZoneOffset.UTC)), true);
    Fact.Named target = new Fact.Named(101, 1, 1);
    history.take(
        7, new Fact.Command(Fact.What.STARTED, minute(-60), minute(-60), 60, List.of(target)));
    return history;
  }

  private static JsonNode json(PartitionHistory history, boolean excluded) throws IOException {
    ReportBuilder builder = new ReportBuilder(history.grid(), terms(excluded), Integer.MAX_VALUE);
    builder.add(history);
    return new ObjectMapper().readTree(ReportJson.of(builder.report("acme", Map.of())));
  }

  private static Terms terms(boolean excluded) {
    return new Terms(new BigDecimal("99.9"), excluded);
  }

  private static long minute(long minute) {
    return BEGIN.plusSeconds(minute * 60).toEpochMilli();
  }
}
