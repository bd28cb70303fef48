package io.iplive.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** update_monitor: one record's address. */
class UpdateMonitorIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private static Panel panel = new Panel("", "");

  @BeforeAll
  static void account() {
    panel = CLIENT.panel();
    assertThat(CLIENT.call("/operate_monitor", panel.form(1)).code()).isEqualTo(1000);
  }

  @Test
  void theRecordMovesAndNothingElseChanges() {
    Reply made = CLIENT.call("/operate_monitor", panel.form(2));
    long monitor = made.info().get("monitor_id").asLong();
    Reply moved = CLIENT.call("/update_monitor", form(2, Map.of("ip", "2606:4700::9")));
    assertThat(moved.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"update monitor successfully.","info":%s}\
            """
                .formatted(made.info().toString().replace("true", "false")));
    await().until(() -> events(monitor).size() == 2);
    MonitorEvent event = events(monitor).getLast();
    assertThat(event.getKind()).isEqualTo(MonitorEventKind.CHANGED);
    assertThat(event.getChanged()).containsExactly("targets");
    assertThat(event.getAfter().getTargets())
        .extracting(Target::getRecordId, Target::getAddress, Target::getAddressVersion)
        .containsExactly(tuple(5L, "9.9.9.9", 1L), tuple(6L, "2606:4700::9", 2L));

    String before = GATEWAY.stored();
    assertThat(CLIENT.call("/update_monitor", form(2, Map.of("ip", "[2606:4700:0::9]"))).code())
        .isEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  private static List<MonitorEvent> events(long monitor) {
    return GATEWAY.published(Topics.MONITORS, MonitorEvent.class).stream()
        .filter(event -> event.getMonitorId() == monitor)
        .toList();
  }

  private static final List<Map.Entry<String, List<String>>> UNUSABLE =
      List.of(
          entry("group_id", List.of("x", "1.5", "9223372036854775808", "77", "1\n2")),
          entry("record_id", List.of("x", "5:6", "7", "-", "9223372036854775808")),
          entry(
              "ip",
              List.of(
                  "example.org",
                  "9.9.9",
                  "9.9.9.256",
                  "09.9.9.9",
                  "1.1.1.1:8.8.8.8",
                  "127.0.0.1",
                  "::1",
                  "10.0.0.1",
                  "::ffff:8.8.8.8",
                  "fe80::1%1",
                  "9.9.9.9\r\n")));

  static Stream<Arguments> unusable() {
    return UNUSABLE.stream()
        .flatMap(row -> row.getValue().stream().map(value -> Arguments.of(row.getKey(), value)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void namesTheUnusableParameter(String param, String value) {
    Reply reply = refused(form(1, Map.of(param, value)));
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo(param);
  }

  static final List<String> REQUIRED = List.of("group_id", "record_id", "ip");

  @ParameterizedTest
  @FieldSource("REQUIRED")
  void namesWhatIsMissing(String param) {
    Map<String, String> form = form(1, Map.of(param, " "));
    assertThat(refused(form).msg()).isEqualTo("Lack of Param: " + param);
    form.remove(param);
    assertThat(refused(form).msg()).isEqualTo("Lack of Param: " + param);
    assertThat(refused(Map.of()).msg())
        .isEqualTo("Lack of Param: app_name, group_id, record_id, ip");
  }

  @Test
  void aStoppedGroupIsUnknown() {
    CLIENT.call("/operate_monitor", panel.form(3));
    CLIENT.call("/stop_monitor", panel.stop(3));
    assertThat(refused(form(3, Map.of())).info().get("param").asString()).isEqualTo("group_id");
  }

  @Test
  void aGroupOfAnotherAppIsUnknown() {
    Panel other = CLIENT.panel();
    Map<String, String> form = form(1, Map.of());
    form.put("app_name", other.appName());
    form.put("token", other.token());
    assertThat(refused(form).info().get("param").asString()).isEqualTo("group_id");
  }

  private static Reply refused(Map<String, String> form) {
    String before = GATEWAY.stored();
    Reply reply = CLIENT.call("/update_monitor", form);
    assertThat(reply.code()).as(reply.msg()).isNotEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
    return reply;
  }

  private static Map<String, String> form(long group, Map<String, String> changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("app_name", panel.appName());
    form.put("token", panel.token());
    form.put("group_id", Long.toString(group));
    form.put("record_id", "6");
    form.put("ip", "1.1.1.1");
    form.putAll(changes);
    return form;
  }
}
