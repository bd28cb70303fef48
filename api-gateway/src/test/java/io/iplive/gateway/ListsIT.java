package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who sends several values where there is one, or says whose call it is in odd ways. */
class ListsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private static Panel panel = new Panel("", "");
  private static TaskClient tasks = new TaskClient(CLIENT, "", "");

  @BeforeAll
  static void account() {
    panel = CLIENT.panel();
    tasks = TaskClient.of(GATEWAY, "lists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"path;[\"/a\",\"/b\"]", "cookies;[\"a=1\",\"b=2\"]", "cookies;[]", "domain;{}"})
  void anArrayOrObjectIsNoTextOfTheIpliveApi(String param, String json) {
    String body =
        """
        {"app_name":"%s","token":"%s","group_id":4811,"record_ids":[5],"ips":["9.9.9.9"],"%s":%s}
        """
            .formatted(panel.appName(), panel.token(), param, json);
    Reply reply = CLIENT.send("/operate_monitor", GatewayClient.JSON_TYPE, body, Map.of());
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1003);
    assertThat(reply.msg()).contains(param + "=", "one number or text");
  }

  @Test
  void bracketsMakeNoListOfWhatIsNone() {
    String call = GatewayClient.encoded(tasks.form("user_folder_add"));
    assertThat(errors(call + "&name[]=a&name[]=b")).containsExactly("duplicate_param");
    assertThat(errors(call + "&name=a&name[]=b")).containsExactly("duplicate_param");
    JsonNode answers =
        tasks
            .ok(
                "task_add_many",
                "tasks",
                "[{\"task\":1,\"data\":\"example.com\",\"name\":[\"a\",\"b\"],\"period\":5}]")
            .get("tasks");
    assertThat(TaskClient.errors(answers.get(0))).contains("duplicate_param");
  }

  @Test
  void anIdThatWasNeverGivenIsNotFoundHoweverLongItIs() {
    for (String name : List.of("id", "ids")) {
      JsonNode stopped = tasks.ok("task_stop", name, "99999999999");
      assertThat(stopped.get("not_found").toString()).isEqualTo("[99999999999]");
    }
  }

  @Test
  void aBlankTokenIsNoneAndTheHeaderCounts() {
    Reply reply =
        CLIENT.send(
            "/list_monitor",
            GatewayClient.FORM,
            "app_name=" + panel.appName() + "&token=",
            Map.of("Authorization", "Bearer " + panel.token()));
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
  }

  @Test
  void whatTheTransportReadsIsHeldToTheSameRules() {
    String call = GatewayClient.encoded(tasks.form("node_list"));
    assertThat(errors(call + "&charset=utf-8&charset=utf-8")).containsExactly("duplicate_param");
    assertThat(errors(call.replaceFirst("action=node_list", "action=%ff")))
        .contains("encoding_invalid");
    assertThat(errors(call + "&%ff=1")).containsExactly("encoding_invalid");
  }

  @Test
  void whoAsksForXmlIsRefusedInXml() {
    String call = "/api/?format=xml&" + GatewayClient.encoded(tasks.form("node_list"));
    String refused = CLIENT.text(call, Map.of("a", "x".repeat(5 << 20)));
    assertThat(refused).startsWith("<?xml").contains("<result>error</result>");
  }

  private static List<String> errors(String form) {
    return TaskClient.errors(CLIENT.send("/api/", GatewayClient.FORM, form, Map.of()).body());
  }
}
