package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.MonitorDefinition;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorEventKind;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperateMonitorIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private final Panel panel = CLIENT.panel();

  @Test
  void anUpsertAnswersAsTheContractShows() {
    Reply inserted = CLIENT.call("/operate_monitor", panel.form(1));
    long monitor = inserted.info().get("monitor_id").asLong();
    long first = inserted.info().get("records").get("5").asLong();
    long second = inserted.info().get("records").get("6").asLong();
    assertThat(inserted.status()).isEqualTo(200);
    assertThat(inserted.headers().firstValue("Content-Type"))
        .hasValueSatisfying(
            type -> assertThat(type.replace(" ", "")).isEqualTo("application/json;charset=utf-8"));
    assertThat(inserted.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"insert monitor successfully.",\
            "info":{"monitor_id":%d,"created":true,"records":{"5":%d,"6":%d},"ignored":[]}}\
            """
                .formatted(monitor, first, second));
    assertThat(monitor).isPositive();
    assertThat(second).isEqualTo(first + 1);

    Reply updated = CLIENT.call("/operate_monitor", with(panel.form(1), "interval", "30"));
    assertThat(updated.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"update monitor successfully.",\
            "info":{"monitor_id":%d,"created":false,"records":{"5":%d,"6":%d},"ignored":[]}}\
            """
                .formatted(monitor, first, second));
  }

  @Test
  void theSameCallAgainChangesNothing() {
    Map<String, String> form = with(panel.form(1), "cookies", "sid=secret");
    CLIENT.call("/operate_monitor", form);
    String before = GATEWAY.stored();
    Reply again = CLIENT.call("/operate_monitor", form);
    assertThat(again.code()).isEqualTo(1000);
    assertThat(again.info().get("created").asBoolean()).isFalse();
    assertThat(GATEWAY.stored()).isEqualTo(before);
    CLIENT.call("/operate_monitor", with(form, "cookies", "sid=other"));
    assertThat(GATEWAY.stored()).isNotEqualTo(before);
  }

  @Test
  void everyParameterReachesTheEvent() {
    long contact = CLIENT.contact(panel);
    String node = "9.1.2.3";
    Reply enrolled =
        CLIENT.call(
            "/add_node", Map.of("node_ip", node, "passwd", RunningGateway.ENROLMENT_SECRET));
    Map<String, String> form = panel.form(-7);
    form.putAll(
        Map.of(
            "record_ids", "9:8",
            "ips", "[2606:4700:0:0::1]:9.9.9.9",
            "level", "4",
            "protocol", "HTTPS",
            "port", "8443",
            "path", "/ping?q=привет мир",
            "domain", "Bücher.example.",
            "cookies", "sid=very-secret",
            "http_code", "200, 301-302,4XX",
            "interval", "40"));
    form.putAll(
        Map.of(
            "timeout", "4",
            "retry_count", "1",
            "node_ips", node,
            "num_error", "3",
            "num_ok", "2",
            "period_error", "10",
            "contacts", Long.toString(contact),
            "user_agent", "Probe/1",
            "tls_verify", "0"));
    Reply reply = CLIENT.call("/operate_monitor", form);
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
    assertThat(reply.info().get("records").propertyNames()).containsExactly("9", "8");

    MonitorEvent event = events(reply).getFirst();
    MonitorDefinition after = event.getAfter();
    assertThat(event.getKind()).isEqualTo(MonitorEventKind.CREATED);
    assertThat(event.getVersion()).isEqualTo(1);
    assertThat(event.getEventId()).isEqualTo("monitor-%d/1/1".formatted(event.getMonitorId()));
    assertThat(after.getAppName()).isEqualTo(panel.appName());
    assertThat(after.getGroupId()).isEqualTo(-7);
    assertThat(after.getState()).isEqualTo(MonitorState.ACTIVE);
    assertThat(after.getLevel()).isEqualTo(4);
    assertThat(after.getProtocol()).isEqualTo("https");
    assertThat(after.getPeriodSeconds()).isEqualTo(40);
    assertThat(after.getErrorPeriodSeconds()).isEqualTo(10);
    assertThat(after.getTimeoutMillis()).isEqualTo(4_000);
    assertThat(after.getRetryCount()).isEqualTo(1);
    assertThat(after.getNumError()).isEqualTo(3);
    assertThat(after.getNumOk()).isEqualTo(2);
    assertThat(after.getContacts()).containsExactly(contact);
    assertThat(after.getCandidateNodes()).containsExactly(enrolled.info().get("node_id").asLong());
    assertThat(after.getCheck().getPort()).isEqualTo(8443);
    assertThat(after.getCheck().getPath())
        .isEqualTo("/ping?q=%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82%20%D0%BC%D0%B8%D1%80");
    assertThat(after.getCheck().getHost()).isEqualTo("xn--bcher-kva.example");
    assertThat(after.getCheck().getExpectedCodes()).isEqualTo("200,301-302,4xx");
    assertThat(after.getCheck().getUserAgent()).isEqualTo("Probe/1");
    assertThat(after.getCheck().getTlsVerify()).isFalse();
    assertThat(after.getCheck().getCookies()).isNotNull();
    assertThat(after.getTargets())
        .extracting(Target::getRecordId, Target::getAddress)
        .containsExactly(tuple(9L, "2606:4700::1"), tuple(8L, "9.9.9.9"));
    assertThat(GATEWAY.journal()).doesNotContain("very-secret");
  }

  @Test
  void anAbsentParameterStaysAndABlankOneGoesBackToItsDefault() {
    CLIENT.call(
        "/operate_monitor", with(with(panel.form(1), "interval", "30"), "domain", "a.example"));
    Reply reply = CLIENT.call("/operate_monitor", with(panel.form(1), "interval", ""));
    MonitorDefinition after = events(reply).getLast().getAfter();
    assertThat(after.getPeriodSeconds()).isEqualTo(60);
    assertThat(after.getErrorPeriodSeconds()).isEqualTo(60);
    assertThat(after.getCheck().getHost()).isEqualTo("a.example");
    assertThat(events(reply).getLast().getChanged())
        .containsExactly("periodSeconds", "errorPeriodSeconds");
  }

  @Test
  void targetsThatStayKeepTheirIdsAndMovedOnesGetANewAddressVersion() {
    Reply inserted = CLIENT.call("/operate_monitor", panel.form(1));
    long five = inserted.info().get("records").get("5").asLong();
    Map<String, String> moved = panel.form(1);
    moved.put("record_ids", "7:5");
    moved.put("ips", "8.8.4.4:1.1.1.1");
    Reply reply = CLIENT.call("/operate_monitor", moved);
    List<Target> targets = events(reply).getLast().getAfter().getTargets();
    assertThat(targets.getFirst().getRecordId()).isEqualTo(7);
    assertThat(targets.getFirst().getAddressVersion()).isEqualTo(2);
    assertThat(targets.getLast().getTargetId()).isEqualTo(five);
    assertThat(targets.getLast().getAddressVersion()).isEqualTo(2);
    assertThat(reply.info().get("records").get("5").asLong()).isEqualTo(five);
  }

  @Test
  void aStoppedGroupIsSilentForGoodAndItsIdStartsANewMonitor() {
    Reply inserted = CLIENT.call("/operate_monitor", panel.form(1));
    Reply stopped = CLIENT.call("/stop_monitor", with(panel.stop(1), "reason", "moved"));
    assertThat(stopped.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"stop monitor successfully","info":{"ignored":["reason"]}}\
            """);
    String before = GATEWAY.stored();
    assertThat(CLIENT.call("/stop_monitor", panel.stop(1)).code()).isEqualTo(1000);
    assertThat(CLIENT.call("/stop_monitor", panel.stop(404)).code()).isEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);

    MonitorEvent last = events(inserted).getLast();
    assertThat(last.getKind()).isEqualTo(MonitorEventKind.STOPPED);
    assertThat(last.getAfter().getState()).isEqualTo(MonitorState.STOPPED);
    assertThat(last.getChanged()).containsExactly("state");

    Reply anew = CLIENT.call("/operate_monitor", panel.form(1));
    assertThat(anew.info().get("created").asBoolean()).isTrue();
    assertThat(anew.info().get("monitor_id")).isNotEqualTo(inserted.info().get("monitor_id"));
    assertThat(anew.info().get("records").get("5"))
        .isNotEqualTo(inserted.info().get("records").get("5"));
  }

  /** Ids fit 32 bits: a panel that repeats a wrong call for ever must not use them up. */
  @Test
  void aRefusedCallTakesNoIds() {
    Map<String, String> form = panel.form(1_000);
    List<Integer> records = IntStream.rangeClosed(1, 1_000).boxed().toList();
    form.put("record_ids", records.stream().map(String::valueOf).collect(Collectors.joining(":")));
    form.put("ips", records.stream().map(_ -> "9.9.9.9").collect(Collectors.joining(":")));
    form.put("interval", "10");
    form.put("timeout", "9");
    long before = GATEWAY.number("select last_value from target_ids");
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1003);
    assertThat(CLIENT.call("/operate_monitor", with(form, "protocol", "udp")).code())
        .isEqualTo(1003);
    assertThat(GATEWAY.number("select last_value from target_ids")).isEqualTo(before);
    form.put("timeout", "8");
    form.put("protocol", "http");
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1000);
  }

  @Test
  void groupsOfTwoAppsAreTwoMonitors() {
    Reply one = CLIENT.call("/operate_monitor", panel.form(1));
    Reply two = CLIENT.call("/operate_monitor", CLIENT.panel().form(1));
    assertThat(two.info().get("created").asBoolean()).isTrue();
    assertThat(two.info().get("monitor_id")).isNotEqualTo(one.info().get("monitor_id"));
  }

  @Test
  void jsonWithABearerTokenIsTheSameCall() {
    String body =
        """
        {"app_name":"%s","group_id":1,"record_ids":[5,6],"ips":["9.9.9.9","2606:4700::1"],
         "interval":null,"tls_verify":true,"colour":["red"]}\
        """
            .formatted(panel.appName());
    Reply reply =
        CLIENT.send(
            "/operate_monitor",
            "application/json; charset=UTF-8",
            body,
            Map.of("Authorization", "Bearer " + panel.token()));
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
    assertThat(reply.info().get("ignored").toString()).isEqualTo("[\"colour\"]");
    Map<String, String> form = panel.form(1);
    form.put("ips", "9.9.9.9:[2606:4700::1]");
    String before = GATEWAY.stored();
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  /** The monitor's events, when all that is recorded is published. */
  private static List<MonitorEvent> events(Reply reply) {
    long monitor = reply.info().get("monitor_id").asLong();
    await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.waiting() == 0);
    return GATEWAY.published(Topics.MONITORS, MonitorEvent.class).stream()
        .filter(event -> event.getMonitorId() == monitor)
        .toList();
  }

  private static Map<String, String> with(Map<String, String> form, String name, String value) {
    form.put(name, value);
    return form;
  }
}
