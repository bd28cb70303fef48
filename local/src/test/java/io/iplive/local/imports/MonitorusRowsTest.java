package io.iplive.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorusRowsTest {

  private final MonitorusRows rows = new MonitorusRows("acme", Map.of("task", "1"));

  @Test
  void aRowKeepsTheIdThatThePanelKnows() {
    assertThat(
            rows.line(
                Map.of(
                    "id", "156",
                    "name", "Мой сайт",
                    "target", " monitorus.ru ",
                    "period", "5",
                    "service_id", "18",
                    "status", "active")))
        .isEqualTo(
            """
            {"account":"acme","task":"1","id":18,"ref":"156","data":"monitorus.ru",\
            "name":"Мой сайт","period":"5","running":1}\
            """);
  }

  /** One wrong row is refused by itself: it does not keep the others from their ids. */
  @Test
  void anIdThatNoTaskCanHaveIsNotKeptFreeFor() {
    assertThat(MonitorusRows.reserved(Map.of("service_id", "2000000000"))).hasValue(2_000_000_000L);
    assertThat(MonitorusRows.reserved(Map.of("service_id", "2000000001"))).isEmpty();
    assertThat(MonitorusRows.reserved(Map.of("service_id", "x"))).isEmpty();
    assertThat(rows.line(Map.of("service_id", "2000000001"))).contains("\"id\":2000000001");
  }

  @Test
  void aRowThatWasNeverAddedGetsAnIdAndAStoppedOneStaysStopped() {
    assertThat(
            rows.line(
                Map.of(
                    "id",
                    "157",
                    "target",
                    "a.example",
                    "period",
                    "5",
                    "service_id",
                    "0",
                    "status",
                    "0")))
        .isEqualTo(
            """
            {"account":"acme","task":"1","ref":"157","data":"a.example","name":"a.example",\
            "period":"5","running":0}\
            """);
  }
}
