package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** contracts/monitorus.md, "Actions": what happens to tasks, contacts and folders. */
class TaskActionsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static TaskClient other = new TaskClient(GATEWAY.client, "", "");

  @BeforeAll
  static void accounts() {
    panel = TaskClient.of(GATEWAY, "actions");
    other = TaskClient.of(GATEWAY, "actions-other");
  }

  @Test
  void theSeedsExampleMakesAMonitorWithOneTarget() {
    String answer = GATEWAY.client.call("/api/", panel.seed("x", "1")).body().toString();
    long id = GATEWAY.client.call("/api/", panel.seed("ref", "seed")).body().get("id").asLong();
    assertThat(answer)
        .matches(
            """
            \\{"result":"ok","id":\\d+,"enabled":1,"reason":null,"existing":0,"ignored":\\["x"]}\
            """);
    MonitorEvent created = events(id).getFirst();
    MonitorDefinition after = created.getAfter();
    assertThat(created.getKind()).isEqualTo(MonitorEventKind.CREATED);
    assertThat(after.getTask()).isEqualTo(1);
    assertThat(after.getData()).isEqualTo("monitorus.ru");
    assertThat(after.getName()).isEqualTo("Мой сайт");
    assertThat(after.getAppId()).isNull();
    assertThat(after.getGroupId()).isNull();
    assertThat(after.getProtocol()).isEqualTo("http");
    assertThat(after.getPeriodSeconds()).isEqualTo(300);
    assertThat(after.getErrorPeriodSeconds()).isEqualTo(120);
    assertThat(after.getTimeoutMillis()).isEqualTo(10_000);
    assertThat(after.getNumError()).isEqualTo(2);
    assertThat(after.getSendRecovery()).isTrue();
    assertThat(after.getContacts()).isNull();
    assertThat(after.getCheck().getFollowRedirects()).isTrue();
    assertThat(after.getCheck().getExpectedCodes()).isEqualTo("2xx");
    assertThat(after.getCheck().getUserAgent())
        .isEqualTo("Mozilla/5.0 (compatible; SiteCheck/1.0)");
    assertThat(after.getCheck().getHost()).isEqualTo("monitorus.ru");
    assertThat(after.getTargets())
        .singleElement()
        .satisfies(target -> {
          assertThat(target.getTargetId()).isEqualTo(id);
          assertThat(target.getAddress()).isEqualTo("monitorus.ru");
        });
  }

  @Test
  void whatATaskDemandsOfItsTargetReachesItsProbesAsFarAsItsKindHasIt() {
    long id =
        panel.add(
            "slow",
            "700",
            "ip_version",
            "both",
            "pattern",
            "a{2,}",
            "json_path",
            "$.a[0]",
            "json_expect",
            "1",
            "packets",
            "5");
    var demands = events(id).getFirst().getAfter().getCheck().getDemands();
    assertThat(demands.getSlowMillis()).isEqualTo(700);
    assertThat(demands.getIpVersion()).isEqualTo("both");
    assertThat(demands.getPattern()).isEqualTo("a{2,}");
    assertThat(demands.getJsonPath()).isEqualTo("$.a[0]");
    assertThat(demands.getJsonExpect()).isEqualTo("1");
    assertThat(demands.getPackets()).as("of pings alone").isNull();
    JsonNode shown = panel.ok("task_info", "id", Long.toString(id)).get("task");
    assertThat(shown.get("slow").asInt()).isEqualTo(700);
    assertThat(shown.get("degraded").asInt()).isZero();
    assertThat(shown.get("packets").asInt()).isEqualTo(5);
    assertThat(shown.get("has_client_cert").asInt()).isZero();

    panel.ok("task_edit", "id", Long.toString(id), "slow", "", "ip_version", "", "pattern", "");
    assertThat(panel.errors("task_edit", "id", Long.toString(id), "json_path", ""))
        .containsExactly("json_path_required");
    assertThat(panel.ok("task_info", "id", Long.toString(id)).get("task").has("degraded"))
        .isFalse();
    assertThat(panel.ok("task_info", "id", Long.toString(panel.add())).get("task").has("slow"))
        .isFalse();
  }

  @Test
  void aRefMakesOneTaskHoweverOftenItIsAsked() {
    long id = panel.add("ref", "156");
    JsonNode again = GATEWAY.client.call("/api/", panel.seed("ref", "156", "period", "9")).body();
    assertThat(again.get("id").asLong()).isEqualTo(id);
    assertThat(again.get("existing").asInt()).isEqualTo(1);
    assertThat(other.add("ref", "156")).isNotEqualTo(id);
    long second = panel.add("ref", "157");
    assertThat(panel.errors("task_edit", "id", Long.toString(second), "ref", "156"))
        .containsExactly("ref_invalid");
    panel.ok("task_delete", "id", Long.toString(id));
    assertThat(panel.add("ref", "156")).isNotEqualTo(id);
  }

  @Test
  void oneRefAskedForManyTimesAtOnceMakesOneTask() {
    List<Long> ids =
        IntStream.range(0, 16).parallel().mapToObj(_ -> panel.add("ref", "race")).toList();
    assertThat(ids.stream().distinct()).hasSize(1);
  }

  @Test
  void stopStartAndDeleteAreIdempotentAndNameWhatTheyDoNotFind() {
    long id = panel.add();
    long foreign = other.add();
    String ids = "%d,%d,999999999".formatted(id, foreign);
    JsonNode stopped = panel.ok("task_stop", "ids", ids);
    assertThat(stopped.toString())
        .isEqualTo(
            "{\"result\":\"ok\",\"enabled\":0,\"reason\":null,\"not_found\":[%d,999999999],\"closed\":[]}"
                .formatted(foreign));
    String before = GATEWAY.stored();
    panel.ok("task_stop", "id", Long.toString(id));
    assertThat(GATEWAY.stored()).isEqualTo(before);
    JsonNode shown = panel.ok("task_info", "id", Long.toString(id)).get("task");
    assertThat(shown.get("state").asString()).isEqualTo("stopped");
    assertThat(shown.get("enabled").asInt()).isZero();
    assertThat(panel.errors("task_start", "ids", ids)).containsExactly("id_unknown", "id_unknown");
    assertThat(panel.ok("task_start", "id", Long.toString(id)).get("enabled").asInt()).isEqualTo(1);
    panel.ok("task_delete", "id", Long.toString(id));
    assertThat(panel.ok("task_delete", "id", Long.toString(id)).get("not_found")).hasSize(1);
    for (String action : List.of("task_info", "task_edit", "task_start")) {
      assertThat(panel.errors(action, "id", Long.toString(id))).containsExactly("id_unknown");
      assertThat(panel.errors(action, "id", Long.toString(foreign))).containsExactly("id_unknown");
    }
    assertThat(panel.errors("task_stop")).containsExactly("id_required");
    assertThat(events(id).stream().map(MonitorEvent::getKind))
        .containsExactly(
            MonitorEventKind.CREATED,
            MonitorEventKind.PAUSED,
            MonitorEventKind.RESUMED,
            MonitorEventKind.STOPPED);
    assertThat(events(id).getLast().getAfter().getState()).isEqualTo(MonitorState.STOPPED);
    assertThat(
            other.ok("task_info", "id", Long.toString(foreign)).get("task").get("enabled").asInt())
        .isEqualTo(1);
  }

  @Test
  void anEditThatChangesNothingIsNoEventAndAnotherAddressIsAMove() {
    long id = panel.add();
    String before = GATEWAY.stored();
    panel.ok("task_edit", "id", Long.toString(id), "period", "5", "name", "Мой сайт");
    assertThat(GATEWAY.stored()).isEqualTo(before);
    panel.ok("task_edit", "id", Long.toString(id), "data", "https://b.example:8443/x");
    MonitorEvent moved = events(id).getLast();
    assertThat(moved.getChanged()).contains("data", "targets", "protocol", "check");
    assertThat(moved.getAfter().getProtocol()).isEqualTo("https");
    assertThat(moved.getAfter().getCheck().getPort()).isEqualTo(8443);
    assertThat(moved.getAfter().getTargets().getFirst().getAddressVersion()).isEqualTo(2);
  }

  @Test
  void manyTasksAreEachAnswered() {
    JsonNode answer =
        panel.ok(
            "task_add_many",
            "tasks",
            """
            [{"task":1,"data":"a.example","name":"a","period":5,"ref":"m1","contacts":[]},
             {"task":1,"data":"a.example","name":"a","period":0},
             {"task":"1","data":"b.example","name":"b","period":"2.5","ref":"m1","colour":1},
             {"task":2,"data":"9.9.9.9","name":"c","period":1,"redirect":true}]
            """);
    JsonNode tasks = answer.get("tasks");
    assertThat(tasks).hasSize(4);
    assertThat(tasks.get(0).get("existing").asInt()).isZero();
    assertThat(TaskClient.errors(tasks.get(1))).containsExactly("period_invalid");
    assertThat(tasks.get(2).get("id")).isEqualTo(tasks.get(0).get("id"));
    assertThat(tasks.get(2).get("existing").asInt()).isEqualTo(1);
    assertThat(tasks.get(2).get("ignored").toString()).isEqualTo("[\"colour\"]");
    assertThat(tasks.get(3).get("result").asString()).isEqualTo("ok");
    for (String bad : List.of("", "{}", "[1]", "[", "[" + "{},".repeat(500) + "{}]")) {
      assertThat(panel.errors("task_add_many", "tasks", bad))
          .singleElement()
          .satisfies(code -> assertThat(code).isIn("tasks_required", "tasks_invalid"));
    }
  }

  @Test
  void listsAreFilteredAndPaged() {
    TaskClient lister = TaskClient.of(GATEWAY, "lister");
    long folder = lister.ok("user_folder_add", "name", "f").get("id").asLong();
    List<Long> ids = IntStream.range(0, 5).mapToObj(i -> lister.add("ref", "r" + i)).toList();
    lister.ok("task_edit", "id", ids.get(1).toString(), "folder", Long.toString(folder));
    lister.ok("task_stop", "id", ids.get(2).toString());
    assertThat(listed(lister)).isEqualTo(ids);
    assertThat(listed(lister, "page", "2", "per_page", "2")).isEqualTo(ids.subList(2, 4));
    assertThat(lister.ok("task_list", "page", "9").get("total").asInt()).isEqualTo(5);
    assertThat(listed(lister, "folder", Long.toString(folder))).containsExactly(ids.get(1));
    assertThat(listed(lister, "folder", "0")).hasSize(4);
    assertThat(listed(lister, "enabled", "0")).containsExactly(ids.get(2));
    assertThat(listed(lister, "enabled", "1")).hasSize(4);
    assertThat(listed(lister, "state", "stopped")).containsExactly(ids.get(2));
    assertThat(listed(lister, "state", "unknown")).hasSize(4);
    assertThat(listed(lister, "ref", "r3")).containsExactly(ids.get(3));
    assertThat(listed(lister, "changed_since", "1")).hasSize(5);
    assertThat(listed(lister, "changed_since", "4000000000")).isEmpty();
    assertThat(
            lister.ok("user_folder_delete", "id", Long.toString(folder)).get("tasks_moved").asInt())
        .isEqualTo(1);
    assertThat(lister.ok("user_folder_list").get("folders")).isEmpty();
    assertThat(listed(lister, "folder", "0")).hasSize(5);
    assertThat(lister.errors("user_folder_delete", "id", Long.toString(folder)))
        .containsExactly("folder_unknown");
  }

  @Test
  void aTaskIsDeletedWhenItsTimeHasComeUnlessItWasRenewed() {
    long soon = Instant.now().getEpochSecond() + 2;
    long id = panel.add("expires", Long.toString(soon));
    long renewed = panel.add("expires", Long.toString(soon));
    panel.ok("task_edit", "id", Long.toString(renewed), "expires", Long.toString(soon + 9_999));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> panel.call("task_info", "id", Long.toString(id)).has("errors"));
    panel.ok("task_info", "id", Long.toString(renewed));
    assertThat(events(id).getLast().getKind()).isEqualTo(MonitorEventKind.STOPPED);
  }

  @Test
  void onlyTestAccountsSimulate() {
    long id = panel.add();
    assertThat(panel.errors("task_simulate", "id", Long.toString(id), "status", "7"))
        .containsExactlyInAnyOrder("status_invalid", "seconds_required", "test_account_required");
    TaskClient test = TaskClient.of(GATEWAY, "simulating");
    GATEWAY.client.operator("/operator/accounts/simulating", Map.of("test", "1"));
    long simulated = test.add();
    JsonNode answer =
        test.ok("task_simulate", "id", Long.toString(simulated), "status", "500", "seconds", "60");
    var simulation = events(simulated).getLast().getAfter().getCheck().getSimulation();
    assertThat(simulation.getStatusCode()).isEqualTo(500);
    assertThat(simulation.getUntil().getEpochSecond()).isEqualTo(answer.get("until").asLong());
    assertThat(test.errors("task_simulate", "id", "1", "status", "0", "seconds", "5"))
        .containsExactly("id_unknown");
  }

  private static List<Long> listed(TaskClient client, String... more) {
    JsonNode answer = client.ok("task_list", more);
    return answer.get("tasks").valueStream().map(task -> task.get("id").asLong()).toList();
  }

  /** The task's events, when all that is recorded is published. */
  private static List<MonitorEvent> events(long task) {
    await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.waiting() == 0);
    return GATEWAY.published(Topics.MONITORS, MonitorEvent.class).stream()
        .filter(event -> event.getAfter().getTargets().getFirst().getTargetId() == task)
        .toList();
  }
}
