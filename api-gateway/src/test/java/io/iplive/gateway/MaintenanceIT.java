package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** contracts/monitorus.md, "Actions": maintenance_*, and what a task depends on. */
class MaintenanceIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static TaskClient other = new TaskClient(GATEWAY.client, "", "");

  @BeforeAll
  static void accounts() {
    panel = TaskClient.of(GATEWAY, "maintaining");
    other = TaskClient.of(GATEWAY, "maintaining-other");
  }

  @Test
  void aMaintenanceIsAddedListedPublishedAndDeleted() {
    long first = panel.add();
    long second = panel.add();
    JsonNode added =
        panel.ok(
            "maintenance_add",
            "ids",
            first + "," + second,
            "start",
            "2031-03-30 02:30",
            "zone",
            "Europe/Berlin",
            "duration",
            "90",
            "name",
            "Новые диски");
    long gap = Instant.parse("2031-03-30T01:30:00Z").getEpochSecond();
    long id = added.get("id").asLong();
    assertThat(added.toString())
        .isEqualTo(
            """
            {"result":"ok","id":%d,"next_start":%d,"next_end":%d}\
            """
                .formatted(id, gap, gap + 5_400));
    assertThat(panel.ok("maintenance_list", "ids", Long.toString(second)).toString())
        .isEqualTo(
            """
            {"result":"ok","maintenances":[{"id":%d,"name":"Новые диски","ids":[%d,%d],\
            "start":"2031-03-30 02:30","zone":"Europe/Berlin","duration":90,"repeat":"none",\
            "weekdays":[],"active":0,"next_start":%d,"next_end":%d}]}\
            """
                .formatted(id, first, second, gap, gap + 5_400));
    var published = events(id).getFirst().getAfter();
    assertThat(published.getTargetIds()).containsExactly(first, second);
    assertThat(published.getStartsAt().getEpochSecond()).isEqualTo(gap);
    assertThat(published.getStartsLocal()).isEqualTo("2031-03-30T02:30");
    assertThat(published.getDurationSeconds()).isEqualTo(5_400);
    assertThat(published.getRecurrence()).isEqualTo(Recurrence.NONE);

    assertThat(other.ok("maintenance_list").get("maintenances")).isEmpty();
    assertThat(other.ok("maintenance_delete", "id", Long.toString(id)).toString())
        .isEqualTo("{\"result\":\"ok\",\"not_found\":[%d]}".formatted(id));
    panel.ok("task_delete", "id", Long.toString(first));
    assertThat(only(id).get("ids").toString()).isEqualTo("[%d]".formatted(second));
    assertThat(panel.ok("maintenance_delete", "ids", id + ",999999").toString())
        .isEqualTo("{\"result\":\"ok\",\"not_found\":[999999]}");
    assertThat(panel.ok("maintenance_list").get("maintenances").toString())
        .doesNotContain("\"id\":%d,".formatted(id));
    assertThat(events(id).getLast().getAfter().getState()).isEqualTo(MaintenanceState.DELETED);
  }

  @Test
  void maintenancesThatComeAgainAreActiveInTheirTime() {
    String task = Long.toString(panel.add());
    LocalDateTime begun = LocalDateTime.now(BERLIN).minusMinutes(10).withSecond(0).withNano(0);
    String start = begun.toString().substring(0, 16).replace('T', ' ');
    for (String repeat : List.of("daily", "weekly", "monthly")) {
      long id =
          panel
              .ok(
                  "maintenance_add",
                  "ids",
                  task,
                  "start",
                  start,
                  "zone",
                  "Europe/Berlin",
                  "duration",
                  "60",
                  "repeat",
                  repeat)
              .get("id")
              .asLong();
      JsonNode listed = only(id);
      assertThat(listed.get("active").asInt()).as(repeat).isEqualTo(1);
      assertThat(listed.get("start").asString()).isEqualTo(start);
      assertThat(listed.get("next_start").asLong()).isEqualTo(begun.atZone(BERLIN).toEpochSecond());
      assertThat(listed.get("repeat").asString()).isEqualTo(repeat);
    }
    long weekends =
        panel
            .ok(
                "maintenance_add",
                "ids",
                task,
                "start",
                "1900000000",
                "duration",
                "1440",
                "repeat",
                "weekly",
                "weekdays",
                "sun, Sat")
            .get("id")
            .asLong();
    assertThat(only(weekends).get("weekdays").toString()).isEqualTo("[\"sat\",\"sun\"]");
    assertThat(only(weekends).get("zone").asString()).isEqualTo("UTC");
    assertThat(only(weekends).get("start").asString()).isEqualTo("2030-03-17 17:46");
    assertThat(events(weekends).getFirst().getAfter().getWeekdays()).containsExactly(6, 7);
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    long foreign = other.add();
    assertThat(panel.errors("maintenance_add"))
        .containsExactly("ids_required", "start_required", "duration_required");
    assertThat(
            panel.errors(
                "maintenance_add",
                "ids",
                Long.toString(foreign),
                "start",
                "tomorrow",
                "zone",
                "Mars/Olympus",
                "duration",
                "0",
                "repeat",
                "hourly",
                "weekdays",
                "caturday",
                "name",
                "a\tb"))
        .containsExactlyInAnyOrder(
            "id_unknown",
            "start_invalid",
            "zone_invalid",
            "duration_invalid",
            "repeat_invalid",
            "weekdays_invalid",
            "name_invalid");
    assertThat(panel.errors("maintenance_delete")).containsExactly("id_required");
    assertThat(panel.errors("maintenance_list", "ids", "x")).containsExactly("ids_invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "2020-01-01 10:00, 60,    none,   '',  start_invalid",
    "2031-02-30 10:00, 60,    none,   '',  start_invalid",
    "2031-01-01 25:00, 60,    none,   '',  start_invalid",
    "2031-01-01,       60,    none,   '',  start_invalid",
    "2031-01-01 10:00, 44641, none,   '',  duration_invalid",
    "2031-01-01 10:00, 1441,  daily,  '',  duration_invalid",
    "2031-01-01 10:00, 60,    daily,  mon, weekdays_not_allowed",
    "2031-01-01 10:00, 60,    weekly, m,   weekdays_invalid"
  })
  void aWindowThatCannotBeIsRefused(
      String start, String duration, String repeat, String weekdays, String code) {
    List<String> sent =
        new ArrayList<>(
            List.of("ids", Long.toString(panel.add()), "start", start, "duration", duration));
    sent.addAll(List.of("repeat", repeat, "weekdays", weekdays));
    assertThat(panel.errors("maintenance_add", sent.toArray(String[]::new))).containsExactly(code);
  }

  @Test
  void aTaskMayDependOnAnotherButNeverOnItself() throws Exception {
    long host = panel.add();
    long service = panel.add("parent", Long.toString(host));
    String hostId = Long.toString(host);
    String serviceId = Long.toString(service);
    JsonNode shown = panel.ok("task_info", "id", serviceId).get("task");
    assertThat(shown.get("parent").asLong()).isEqualTo(host);
    assertThat(panel.ok("task_info", "id", hostId).get("task").has("parent")).isFalse();
    assertThat(task(service).getAfter().getParentMonitorId())
        .isEqualTo(task(host).getAfter().getMonitorId());

    assertThat(panel.errors("task_edit", "id", hostId, "parent", hostId))
        .containsExactly("parent_cycle");
    assertThat(panel.errors("task_edit", "id", hostId, "parent", serviceId, "period", "0"))
        .containsExactlyInAnyOrder("parent_cycle", "period_invalid");
    assertThat(panel.errors("task_edit", "id", hostId, "parent", Long.toString(other.add())))
        .containsExactly("parent_unknown");
    assertThat(panel.errors("task_edit", "id", hostId, "parent", "x"))
        .containsExactly("parent_invalid");
    panel.ok("task_edit", "id", serviceId, "name", "web");
    assertThat(panel.ok("task_info", "id", serviceId).get("task").get("parent").asLong())
        .isEqualTo(host);
    panel.ok("task_edit", "id", serviceId, "parent", "");
    assertThat(task(service).getChanged()).containsExactly("parentMonitorId");
    assertThat(task(service).getAfter().getParentMonitorId()).isNull();

    for (int race = 0; race < 5; race++) {
      assertThat(together(edit(hostId, serviceId), edit(serviceId, hostId)))
          .as("only one of both is done")
          .containsExactlyInAnyOrder("ok", "error");
      panel.ok("task_edit", "id", hostId, "parent", "");
      panel.ok("task_edit", "id", serviceId, "parent", "");
    }
  }

  private static Callable<String> edit(String task, String parent) {
    return () -> panel.call("task_edit", "id", task, "parent", parent).get("result").asString();
  }

  private static List<String> together(Callable<String> one, Callable<String> another)
      throws Exception {
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> results = new ArrayList<>();
      for (Future<String> call : calls.invokeAll(List.of(one, another))) {
        results.add(call.get());
      }
      return results;
    }
  }

  private static JsonNode only(long id) {
    return panel
        .ok("maintenance_list")
        .get("maintenances")
        .valueStream()
        .filter(entry -> entry.get("id").asLong() == id)
        .findFirst()
        .orElseThrow();
  }

  private static void published() {
    await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.waiting() == 0);
  }

  private static List<MaintenanceEvent> events(long id) {
    published();
    return GATEWAY.published(Topics.MAINTENANCES, MaintenanceEvent.class).stream()
        .filter(event -> event.getMaintenanceId() == id)
        .toList();
  }

  private static MonitorEvent task(long id) {
    published();
    return GATEWAY.published(Topics.MONITORS, MonitorEvent.class).stream()
        .filter(event -> event.getAfter().getTargets().getFirst().getTargetId() == id)
        .toList()
        .getLast();
  }
}
