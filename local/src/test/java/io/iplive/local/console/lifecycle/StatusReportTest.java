package io.iplive.local.console.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.local.console.lifecycle.StatusReport.Part;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private static final Settings SETTINGS = new Settings(6003, 1, Set.of(), Map.of());
  private static final Part BROKER =
      new Part(
          "broker",
          new Health.Up(),
          Optional.of(20_001),
          Optional.of(42L),
          OptionalLong.of(204_800));
  private static final Part VERDICT =
      new Part(
          "verdict",
          new Health.Down("streams REBALANCING"),
          Optional.of(20_002),
          Optional.of(43L),
          OptionalLong.empty());

  @Test
  void isHealthyOnlyWhenEveryPartIs() {
    assertThat(report(BROKER).healthy()).isTrue();
    assertThat(report(BROKER, VERDICT).healthy()).isFalse();
    assertThat(report().healthy()).isFalse();
  }

  @Test
  void saysWhyAPartIsDown() {
    assertThat(report(BROKER, VERDICT).text())
        .contains("broker      up     20001       42  200.0 MB")
        .contains("verdict     DOWN   20002       43            streams REBALANCING")
        .contains(
            "stale monitors: 3",
            "verdicts behind: 4.3 s",
            "dead letters: 2 (./iplive dlt list shows them)");
  }

  @Test
  void saysSoWhenNothingRuns() {
    assertThat(report().text()).isEqualTo("iplive is not running in /d");
  }

  @Test
  void hasTheSameInJson() throws JsonProcessingException {
    JsonNode json = new ObjectMapper().readTree(report(BROKER, VERDICT).json());
    assertThat(json.path("healthy").asBoolean(true)).isFalse();
    assertThat(json.path("total_rss_mb").asDouble()).isEqualTo(200.0);
    assertThat(json.path("stale_monitors").asLong()).isEqualTo(3);
    assertThat(json.path("behind_s").asDouble()).isEqualTo(4.26);
    assertThat(json.path("dead_letters").asLong()).isEqualTo(2);
    JsonNode verdict = json.path("parts").path(1);
    assertThat(verdict.path("health").asText()).isEqualTo("down");
    assertThat(verdict.path("pid").asLong()).isEqualTo(43);
    assertThat(verdict.path("rss_mb").isNull()).isTrue();
  }

  private static StatusReport report(Part... parts) {
    return new StatusReport(
        SETTINGS,
        Path.of("/d"),
        List.of(parts),
        OptionalLong.of(3),
        OptionalDouble.of(4.26),
        OptionalLong.of(2));
  }
}
