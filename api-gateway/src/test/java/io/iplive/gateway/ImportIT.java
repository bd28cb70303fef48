package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Issue 3, "Guide and moving in": bulk imports, line by line. */
class ImportIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final Map<String, String> OPERATOR =
      Map.of("Authorization", "Bearer " + RunningGateway.OPERATOR_TOKEN);

  private static TaskClient mover = new TaskClient(CLIENT, "", "");

  @BeforeAll
  static void account() {
    mover = TaskClient.of(GATEWAY, "mover");
  }

  @Test
  void tasksKeepTheIdsTheyHadAndNoOtherTaskEverGetsOne() {
    long reachable = mover.add() + 10_000;
    long low = reserve(reachable);
    assertThat(low).isLessThan(reachable);
    String lines = task(reachable, "a") + task(low, "b") + task(1, "c") + task(reachable + 1, "d");
    List<JsonNode> answers = imported(lines);
    assertThat(answers.get(0).toString())
        .isEqualTo("{\"line\":1,\"result\":\"ok\",\"id\":%d,\"existing\":0}".formatted(reachable));
    assertThat(answers.get(1).get("id").asLong()).isEqualTo(low);
    assertThat(TaskClient.errors(answers.get(2))).containsExactly("id_invalid");
    assertThat(TaskClient.errors(answers.get(3))).containsExactly("id_invalid");
    assertThat(mover.ok("task_info", "id", Long.toString(low)).get("task").get("ref").asString())
        .isEqualTo("b");
    for (int i = 0; i < 120; i++) {
      long fresh = mover.add();
      assertThat(fresh < low || fresh > reachable).as("%d", fresh).isTrue();
    }
    String before = GATEWAY.stored();
    assertThat(imported(lines).stream().filter(line -> line.path("existing").asInt() == 1))
        .hasSize(2);
    assertThat(reserve(reachable)).isGreaterThan(reachable);
    assertThat(GATEWAY.stored()).isEqualTo(before);
    TaskClient.of(GATEWAY, "thief");
    assertThat(
            TaskClient.errors(
                imported(task(low, "e").replace("\"mover\"", "\"thief\"")).getFirst()))
        .containsExactly("id_invalid");
  }

  @Test
  void everyLineIsAnsweredInItsPlaceAndWhatIsWrongStopsNoOther() {
    Panel app = CLIENT.panel();
    String group =
        """
        {"app_name":"%s","group_id":7,"record_ids":[5,6],"ips":["9.9.9.9","2606:4700::1"]}
        """
            .formatted(app.appName());
    String lines =
        """
        {"account":"mover","ref":"l1","task":1,"data":"a.example","name":"a","period":5,"running":false}
        not json
        {"account":"mover","task":1,"data":"a.example","name":"a","period":0}
        {"account":"nobody","ref":"l4","task":1,"data":"a.example","name":"a","period":5}
        """
            + group
            + """
            {"app_name":"%s","group_id":8,"record_ids":"5","ips":"127.0.0.1"}
            {"app_name":"nobody","group_id":8,"record_ids":"5","ips":"9.9.9.9"}
            """
                .formatted(app.appName())
            + group;
    List<JsonNode> answers = imported(lines);
    assertThat(answers.stream().map(line -> line.get("line").asInt()))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(answers.get(0).get("existing").asInt()).isZero();
    assertThat(TaskClient.errors(answers.get(1))).containsExactly("line_invalid");
    assertThat(TaskClient.errors(answers.get(2)))
        .containsExactlyInAnyOrder("period_invalid", "ref_required");
    assertThat(TaskClient.errors(answers.get(3))).containsExactly("account_invalid");
    assertThat(answers.get(4).get("records").has("5")).isTrue();
    assertThat(TaskClient.errors(answers.get(5))).containsExactly("ips_invalid");
    assertThat(TaskClient.errors(answers.get(6))).containsExactly("app_name_invalid");
    assertThat(answers.get(7).get("existing").asInt()).isEqualTo(1);
    assertThat(answers.get(7).get("records")).isEqualTo(answers.get(4).get("records"));
    String stopped = answers.get(0).get("id").asString();
    assertThat(mover.ok("task_info", "id", stopped).get("task").get("state").asString())
        .isEqualTo("stopped");
    assertThat(CLIENT.call("/operate_monitor", app.form(7)).code()).isEqualTo(1000);
    assertThat(GATEWAY.strayDefinitions()).isEqualTo("0");
  }

  @Test
  void onlyOperatorsImport() {
    Reply reply = CLIENT.send("/api/v1/monitors:import", "application/x-ndjson", "{}", Map.of());
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void thousandsOfGroupsAndTasksGoInAtOnceAndAgainWithoutAnEvent() {
    Panel app = CLIENT.panel();
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, 1_000)
        .forEach(i ->
            lines
                .append(
                    """
                    {"account":"mover","ref":"bulk-%d","task":1,"data":"a.example","name":"a","period":5}
                    """
                        .formatted(i))
                .append(
                    """
                    {"app_name":"%s","group_id":%d,"record_ids":"1","ips":"9.9.9.9"}
                    """
                        .formatted(app.appName(), i)));
    assertThat(imported(lines.toString()))
        .hasSize(2_000)
        .allMatch(line -> line.path("existing").asInt(-1) == 0);
    String before = GATEWAY.stored();
    assertThat(imported(lines.toString()))
        .hasSize(2_000)
        .allMatch(line -> line.path("existing").asInt(-1) == 1);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  private static long reserve(long last) {
    return CLIENT
        .operator("/operator/imports/reserve", Map.of("last_id", last))
        .body()
        .get("first_id")
        .asLong();
  }

  private static String task(long id, String ref) {
    return """
    {"account":"mover","id":%d,"ref":"%s","task":1,"data":"a.example","name":"a","period":5}
    """
        .formatted(id, ref);
  }

  private static List<JsonNode> imported(String lines) {
    return CLIENT.lines("/api/v1/monitors:import", lines, OPERATOR);
  }
}
