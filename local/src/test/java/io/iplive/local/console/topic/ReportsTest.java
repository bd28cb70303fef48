package io.iplive.local.console.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.local.instance.Complaint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {

  /** Already the 1st in Berlin. */
  private static final Instant NOW = Instant.parse("2026-03-31T22:30:00Z");

  @Test
  void areOneReadingAnAccountNamedAfterTheRange() {
    List<List<String>> reports =
        Reports.each(
            List.of(
                "--account=shop,a/b",
                "--last",
                "month",
                "--zone=Europe/Berlin",
                "--format=html,csv",
                "--into",
                "/reports"),
            NOW);
    assertThat(reports)
        .extracting(List::getLast)
        .containsExactly(
            "--out=/reports/shop-2026-03-01-2026-03-31",
            "--out=/reports/a_b-2026-03-01-2026-03-31");
    assertThat(reports.getFirst())
        .contains(
            "--account=shop",
            "--format=html,csv",
            "--from=2026-02-28T23:00:00Z",
            "--to=2026-03-31T22:00:00Z",
            "--zone=Europe/Berlin")
        .noneMatch(word -> word.startsWith("--last") || word.startsWith("--into"));
  }

  @Test
  void ofOneFormatHaveItsExtension() {
    assertThat(Reports.each(List.of("--account=shop", "--last=day", "--into=/reports"), NOW))
        .extracting(List::getLast)
        .containsExactly("--out=/reports/shop-2026-03-30-2026-03-30.html");
  }

  @Test
  void areOfOneAccountAtLeast() {
    assertThatThrownBy(() -> Reports.each(List.of("--last=day", "--into=/reports"), NOW))
        .isInstanceOf(Complaint.class)
        .hasMessage("sla --into needs --account.");
  }
}
