package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** true and false of JSON are for flags: nothing else is stopped, moved or made by them. */
class JsonTruthIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private static Panel panel = new Panel("", "");

  @BeforeAll
  static void account() {
    panel = CLIENT.panel();
    assertThat(CLIENT.call("/operate_monitor", panel.form(0)).code()).isEqualTo(1000);
  }

  @Test
  void falseStopsNoGroup() {
    refused("/stop_monitor", "\"group_id\":false", "group_id", "false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "port;true;true",
        "group_id;true;true",
        "cookies;true;***",
        "level;false;false",
        "record_ids;[true,6];true:6",
        "contacts;[true];true"
      })
  void aParameterThatIsNoFlagIsUnusable(String param, String json, String shown) {
    String rest =
        "\"group_id\":0,\"record_ids\":[5,6],\"ips\":[\"9.9.9.9\",\"8.8.8.8\"],"
            .replaceFirst("\"" + param + "\":(\\[[^]]*]|0),", "");
    refused("/operate_monitor", rest + "\"" + param + "\":" + json, param, shown);
  }

  @Test
  void aFlagMayBeTrueOrFalse() {
    for (String truth : new String[] {"true", "false", "1", "\"0\""}) {
      String body =
          """
          {"app_name":"%s","token":"%s","group_id":90909,"record_ids":[5],"ips":["9.9.9.9"],
           "tls_verify":%s}
          """
              .formatted(panel.appName(), panel.token(), truth);
      Reply reply = CLIENT.send("/operate_monitor", GatewayClient.JSON_TYPE, body, Map.of());
      assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
      assertThat(
              GATEWAY.text(
                  "select definition -> 'check' ->> 'tlsVerify' from monitor"
                      + " where live and group_id = 90909"))
          .isEqualTo(truth.matches("true|1") ? "true" : "false");
    }
    assertThat(CLIENT.call("/operate_monitor", with(panel.form(9), "tls_verify", "true")).code())
        .as("a form has no true")
        .isEqualTo(1003);
  }

  @Test
  void aTaskIsMadeOfNoTruthEither() {
    TaskClient tasks = TaskClient.of(GATEWAY, "truth");
    JsonNode answers =
        tasks
            .ok(
                "task_add_many",
                "tasks",
                """
                [{"task":true,"data":"a.example","name":"a","period":5},
                 {"task":1,"data":"a.example","name":true,"period":true,"num_error":false},
                 {"task":1,"data":"a.example","name":"a","period":5,"redirect":true,"send_if_ok":false}]
                """)
            .get("tasks");
    assertThat(TaskClient.errors(answers.get(0))).containsExactly("task_invalid");
    assertThat(answers.get(0).get("errors").get(0).get("text").asString())
        .isEqualTo("task is true; allowed are numbers and texts, this is no flag.");
    assertThat(TaskClient.errors(answers.get(1)))
        .containsExactlyInAnyOrder("name_invalid", "period_invalid", "num_error_invalid");
    JsonNode task = tasks.ok("task_info", "id", answers.get(2).get("id").asString()).get("task");
    assertThat(task.get("redirect").asInt()).isEqualTo(1);
    assertThat(task.get("send_if_ok").asInt()).isZero();
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    form.put(name, value);
    return form;
  }

  private static void refused(String path, String fields, String param, String shown) {
    String before = GATEWAY.stored();
    String body =
        "{\"app_name\":\"%s\",\"token\":\"%s\",%s}"
            .formatted(panel.appName(), panel.token(), fields);
    Reply reply = CLIENT.send(path, GatewayClient.JSON_TYPE, body, Map.of());
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo(param);
    assertThat(reply.info().get("value").asString()).isEqualTo(shown);
    assertThat(reply.msg()).contains(param + "=");
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }
}
