package io.iplive.acceptance;

import static io.iplive.acceptance.site.Behaviour.ERROR;
import static io.iplive.acceptance.site.Behaviour.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.guide.GuidePanel;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Iplive.Result;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What docs/panel-integration.md tells the authors of panels, with its own files. */
@ExtendWith(Staged.class)
class PanelGuideIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SITE = "127.0.3.1";

  @Test
  void aPanelBuiltByTheGuideLogsAnOutageAndItsEnd(Stage stage)
      throws IOException, InterruptedException {
    assumeTrue(
        GuidePanel.possible(),
        "php lacks curl or SQLite: install php-curl and php-sqlite3, as .ci/run does");
    Installation installation = stage.installation();
    ScriptedTarget target = stage.target();
    try (GuidePanel panel = new GuidePanel(Stage.folder("panel"))) {
      JsonNode account =
          json(
              installation.iplive(
                  "account", "add", "guide", "--callback", panel.callbackAddress(), "--json"));
      JsonNode contact =
          json(
              installation.iplive(
                  "contact",
                  "add",
                  "--account",
                  "guide",
                  "--type",
                  "http",
                  "--address",
                  panel.outageAddress(),
                  "--json"));
      String api = "http://127.0.0.1:%d/api/".formatted(installation.port());
      panel.configure(api, account, List.of(contact.path("secret").asText()));

      long contactId = contact.path("contact_id").asLong();
      Map<String, Object> order =
          Map.of(
              "name",
              "My site",
              "target",
              "http://%s:%d/".formatted(SITE, target.port()),
              "period",
              "0.25",
              "contact",
              contactId);
      long id = panel.step("order", order).asLong();
      JsonNode task = panel.rows("monitoring_tasks").path(0);
      long serviceId = task.path("service_id").asLong();
      assertThat(serviceId).isPositive();
      assertThat(task.path("status").asInt()).isEqualTo(1);

      panel.step("submit", Map.of("id", id, "contact", contactId));
      assertThat(panel.rows("monitoring_tasks").path(0).path("service_id").asLong())
          .as("the same ref is the same task")
          .isEqualTo(serviceId);

      within(30, () -> assertThat(target.probes(SITE)).isNotEmpty());
      target.make(SITE, ERROR);
      within(60, () -> assertThat(panel.rows("monitoring_log_errors")).hasSize(1));
      JsonNode open = panel.rows("monitoring_log_errors").path(0);
      assertThat(open.path("code").asInt()).isEqualTo(500);
      assertThat(open.path("time_stop").asLong()).isZero();

      String chosen = "chosen-by-the-panel-0123456789";
      panel.write(api, account, List.of(chosen, contact.path("secret").asText()));
      call(panel, "contact_edit", Map.of("id", contactId, "secret", chosen));
      target.make(SITE, GOOD);
      within(
          60,
          () ->
              assertThat(panel.rows("monitoring_log_errors").path(0).path("time_stop").asLong())
                  .isPositive());

      JsonNode row = panel.rows("monitoring_log_errors").path(0);
      within(
          30,
          () -> {
            JsonNode log = call(panel, "task_log", Map.of("id", serviceId)).path("log");
            assertThat(log).hasSize(1);
            JsonNode outage = log.path(0);
            for (String field : List.of("time_start", "time_stop", "timeout")) {
              assertThat(outage.path(field).asLong()).as(field).isEqualTo(row.path(field).asLong());
            }
            assertThat(outage.path("reason").asText()).isEqualTo("recovered");
            assertThat(outage.path("task_id").asText()).isEqualTo(Long.toString(id));
          });

      assertThat(panel.step("low", Map.of()).asBoolean()).isFalse();
      Installation.succeed(installation.iplive("account", "prices", "guide", "--check", "1"));
      within(60, () -> assertThat(panel.step("low", Map.of()).asBoolean()).isTrue());
      Installation.succeed(installation.iplive("account", "topup", "guide", "100000"));
      within(60, () -> assertThat(panel.step("low", Map.of()).asBoolean()).isFalse());

      JsonNode refused =
          call(panel, "task_add", Map.of("task", 1, "data", "", "name", "x", "period", "0"));
      assertThat(refused.path("refused")).hasSize(2);

      roundsAreStored(installation, panel, account, target);
      panel.step("leave", Map.of("id", id));
      assertThat(panel.rows("monitoring_tasks").path(0).path("status").asInt()).isZero();
      assertThat(call(panel, "task_list", Map.of()).path("total").asInt()).isZero();
    }
  }

  private static void roundsAreStored(
      Installation installation, GuidePanel panel, JsonNode account, ScriptedTarget target)
      throws IOException, InterruptedException {
    panel.step("record", Map.of("id", 5));
    String form =
        "app_name=%s&token=%s&group_id=1&record_ids=5&ips=%s&port=%d&interval=5"
            .formatted(
                account.path("app_name").asText(),
                account.path("token").asText(),
                SITE,
                target.port());
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:%d/operate_monitor".formatted(installation.port())))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString());
      assertThat(JSON.readTree(answer.body()).path("code").asInt())
          .as(answer.body())
          .isEqualTo(1000);
    }
    within(
        60,
        () -> {
          JsonNode record = panel.rows("records").path(0);
          assertThat(record.path("up").asInt(-1)).isEqualTo(1);
          assertThat(record.path("checked").asLong()).isPositive();
        });
  }

  @Test
  void whatCustomersCanOpenNamesNobody(Stage stage) throws IOException, InterruptedException {
    String gateway = "http://127.0.0.1:%d".formatted(stage.installation().port());
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path :
          List.of("/code/", "/nodes.txt", "/nodes.json", "/api/?action=x", "/nothing-here")) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(gateway + path)).build(),
                BodyHandlers.ofString());
        assertThat(answer.headers().map() + answer.body())
            .as(path)
            .doesNotContainIgnoringCase("iplive");
      }
    }
  }

  private static JsonNode call(GuidePanel panel, String action, Map<String, ?> params)
      throws IOException, InterruptedException {
    return panel.step("call", Map.of("action", action, "params", params));
  }

  private static JsonNode json(Result result) throws IOException {
    return JSON.readTree(Installation.succeed(result).out());
  }

  private static void within(int seconds, ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(seconds)).pollInSameThread().untilAsserted(assertion);
  }
}
