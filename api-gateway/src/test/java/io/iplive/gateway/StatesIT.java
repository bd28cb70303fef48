package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.state.JdbiStateStore;
import io.iplive.gateway.state.Course;
import io.iplive.gateway.state.StateStore;
import io.iplive.gateway.state.Watched;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.LifecycleFact;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.LifecycleTarget;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** list_monitor and monitor_status, and the states behind them. */
class StatesIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Panel panel = CLIENT.panel();

  @Test
  void aGroupIsListedInTheWordsItWasSentIn() {
    CLIENT.call(
        "/add_node", Map.of("node_ip", "9.4.0.1", "passwd", RunningGateway.ENROLMENT_SECRET));
    Map<String, String> form = panel.form(7);
    form.putAll(
        Map.of(
            "ips", "[2606:4700::1]:9.9.9.9",
            "cookies", "sid=secret",
            "node_ips", "9.4.0.1",
            "domain", "shop.example",
            "period_error", "30",
            "level", "1"));
    Reply made = CLIENT.call("/operate_monitor", form);
    long monitor = made.info().get("monitor_id").asLong();
    Reply listed = CLIENT.call("/list_monitor", with(Map.of("group_id", "7")));
    assertThat(listed.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"list monitor successfully.","info":{"monitors":[{"monitor_id":%d,\
            "group_id":7,"record_ids":"5:6","ips":"[2606:4700::1]:9.9.9.9","records":%s,\
            "level":1,"protocol":"http","path":"/","domain":"shop.example","has_cookies":1,\
            "http_code":"2xx,3xx","interval":60,"timeout":3,"retry_count":0,"node_ips":"9.4.0.1",\
            "num_error":2,"num_ok":1,"period_error":30,"tls_verify":1}],"ignored":[]}}\
            """
                .formatted(monitor, made.info().get("records")));
    JsonNode group = listed.info().get("monitors").get(0);
    Map<String, String> again = with(Map.of());
    for (String name : group.propertyNames()) {
      again.put(name, group.get(name).asString(""));
    }
    again.keySet().removeAll(List.of("monitor_id", "records", "has_cookies"));
    String before = GATEWAY.stored();
    assertThat(CLIENT.call("/operate_monitor", again).code()).isEqualTo(1000);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  @Test
  void allGroupsComeInTheOrderOfTheirIdsAndInPages() {
    for (long group : List.of(3L, -2L, 11L, 5L)) {
      CLIENT.call("/operate_monitor", panel.form(group));
    }
    CLIENT.call("/stop_monitor", panel.stop(5));
    Reply all = CLIENT.call("/list_monitor", with(Map.of("x", "1")));
    assertThat(all.info().get("monitors").findValuesAsString("group_id"))
        .containsExactly("-2", "3", "11");
    assertThat(all.info().has("next")).isFalse();
    assertThat(all.info().get("ignored").toString()).isEqualTo("[\"x\"]");
    Reply rest = CLIENT.call("/monitor_status", with(Map.of("after", "-2")));
    assertThat(rest.info().get("monitors").findValuesAsString("group_id"))
        .containsExactly("3", "11");
    assertThat(CLIENT.call("/list_monitor", with(Map.of("group_id", "5"))).info().get("monitors"))
        .isEmpty();
  }

  @Test
  void bothNeedATokenAndUsableIds() {
    for (String path : List.of("/list_monitor", "/monitor_status")) {
      assertThat(CLIENT.call(path, Map.of()).msg()).isEqualTo("Lack of Param: app_name");
      Map<String, String> form = with(Map.of("token", "wrong"));
      assertThat(CLIENT.call(path, form).code()).isEqualTo(1004);
      assertThat(CLIENT.call(path, with(Map.of("group_id", "x"))).code()).isEqualTo(1003);
      assertThat(CLIENT.call(path, with(Map.of("after", "x"))).code()).isEqualTo(1003);
      assertThat(CLIENT.get(path, Map.of()).status()).isEqualTo(405);
    }
  }

  @Test
  void theRoundsTellHowEachRecordStands() {
    Reply made = CLIENT.call("/operate_monitor", panel.form(1));
    long monitor = made.info().get("monitor_id").asLong();
    long first = made.info().get("records").get("5").asLong();
    long second = made.info().get("records").get("6").asLong();
    assertThat(records().toString())
        .isEqualTo(
            """
            [{"record_id":5,"target_id":%d,"ip":"9.9.9.9","state":"unknown","status":0,\
            "res_time":0},{"record_id":6,"target_id":%d,"ip":"8.8.8.8","state":"unknown",\
            "status":0,"res_time":0}]\
            """
                .formatted(first, second));
    publish(monitor, lifecycle(monitor, LifecycleKind.STARTED, first, second));
    for (int round = 0; round < 2; round++) {
      publish(
          monitor,
          closed(
              monitor,
              T0.plusSeconds(60L * round),
              verdict(first, 5, 0, Outcome.UP, 200, 12),
              verdict(second, 6, 1, Outcome.DOWN, 503, null)));
    }
    await()
        .untilAsserted(() ->
            assertThat(records().toString())
                .isEqualTo(
                    """
                    [{"record_id":5,"target_id":%d,"ip":"9.9.9.9","state":"up","status":200,\
                    "since":1767225600,"last_round":1767225660,"res_time":12},\
                    {"record_id":6,"target_id":%d,"ip":"8.8.8.8","state":"down","status":503,\
                    "since":1767225600,"last_round":1767225660,"res_time":0}]\
                    """
                        .formatted(first, second)));
    publish(monitor, lifecycle(monitor, LifecycleKind.SUSPENDED, first, second));
    await()
        .untilAsserted(
            () -> assertThat(records().findValuesAsString("state")).containsOnly("stopped"));
  }

  @Test
  void poisonDoesNotStopTheStates() {
    GATEWAY.publishBytes(Topics.ROUNDS, 1, new byte[] {1, 2, 3});
    await()
        .untilAsserted(() ->
            assertThat(
                    CLIENT
                        .get("/actuator/metrics/iplive.deadletters?tag=topic:rounds.v1", Map.of())
                        .body()
                        .toString())
                .contains("measurements"));
    Reply made = CLIENT.call("/operate_monitor", panel.form(1));
    long monitor = made.info().get("monitor_id").asLong();
    long target = made.info().get("records").get("5").asLong();
    publish(monitor, closed(monitor, T0, verdict(target, 5, 0, Outcome.UP, 200, 12)));
    await()
        .untilAsserted(() ->
            assertThat(records().findValuesAsString("state")).containsExactly("up", "unknown"));
  }

  @Test
  void oneReplicaKeepsTheStatesForAll() {
    StateStore store = new JdbiStateStore(Database.over(GATEWAY.dataSource()));
    Instant now = Instant.now().plusSeconds(86_400);
    Watched up = new Watched(1, new Course.Up(T0), T0, T0, 200, 5, false);
    Map<Integer, Long> far = Map.of(100, 50L, 0, 1L << 40, 1, 1L << 40, 2, 1L << 40, 3, 1L << 40);
    Map<Long, Map<TargetId, Watched>> two =
        Map.of(1L << 40, Map.of(new TargetId(1L << 40), up, new TargetId(1L << 41), up));
    assertThat(store.save(two, far, now, now.minusSeconds(5))).isEqualTo(far);
    assertThat(store.load().monitors()).containsAllEntriesOf(two);
    assertThat(store.load().positions()).isEqualTo(far);

    Map<Long, Map<TargetId, Watched>> one = Map.of(1L << 40, Map.of(new TargetId(1L << 41), up));
    Map<Integer, Long> further = new HashMap<>(far);
    further.put(100, 60L);
    assertThat(store.save(one, further, now, now.minusSeconds(5))).as("just saved").isEqualTo(far);
    Map<Integer, Long> behind = new HashMap<>(further);
    behind.put(0, 5L);
    Instant later = now.plusSeconds(10);
    assertThat(store.save(one, behind, later, later.minusSeconds(5))).as("behind").isEqualTo(far);
    assertThat(store.load().monitors()).containsAllEntriesOf(two);
    assertThat(store.save(one, further, later, later.minusSeconds(5))).isEqualTo(further);
    assertThat(store.load().monitors().get(1L << 40)).isEqualTo(one.get(1L << 40));
    GATEWAY.jdbi.useHandle(handle -> {
      handle.execute("delete from target_state where monitor_id >= ?", 1L << 40);
      handle.execute("delete from target_state_position");
    });
  }

  private JsonNode records() {
    return CLIENT
        .call("/monitor_status", with(Map.of("group_id", "1")))
        .info()
        .get("monitors")
        .get(0)
        .get("records");
  }

  private static void publish(long monitor, RoundEvent event) {
    GATEWAY.publish(Topics.ROUNDS, monitor, event, RoundEvent.class);
  }

  private static RoundEvent lifecycle(long monitor, LifecycleKind kind, long... targets) {
    List<LifecycleTarget> listed =
        Arrays.stream(targets).mapToObj(target -> new LifecycleTarget(target, 0L, 1L)).toList();
    return RoundEvent.newBuilder()
        .setKind(RoundEventKind.LIFECYCLE)
        .setMonitorId(monitor)
        .setLifecycle(
            LifecycleFact.newBuilder()
                .setKind(kind)
                .setMonitorId(monitor)
                .setEpoch(1)
                .setDefinitionVersion(1)
                .setAccountId(1)
                .setCommandAt(T0)
                .setTargets(listed)
                .setPeriodSeconds(60)
                .setErrorPeriodSeconds(60)
                .build())
        .build();
  }

  private static RoundEvent closed(long monitor, Instant at, TargetVerdict... verdicts) {
    return RoundEvent.newBuilder()
        .setKind(RoundEventKind.ROUND_CLOSED)
        .setMonitorId(monitor)
        .setClosed(
            RoundClosed.newBuilder()
                .setMonitorId(monitor)
                .setEpoch(1)
                .setDefinitionVersion(1)
                .setAccountId(1)
                .setRoundAt(at)
                .setPace(Pace.NORMAL)
                .setOpenedAt(at)
                .setClosedAt(at.plusSeconds(1))
                .setVotesNeeded(1)
                .setNumError(2)
                .setNumOk(1)
                .setPeriodSeconds(60)
                .setErrorPeriodSeconds(60)
                .setTargets(List.of(verdicts))
                .build())
        .build();
  }

  private static TargetVerdict verdict(
      long target,
      long record,
      int position,
      Outcome outcome,
      int status,
      @Nullable Integer response) {
    return TargetVerdict.newBuilder()
        .setTargetId(target)
        .setRecordId(record)
        .setPosition(position)
        .setAddressVersion(1)
        .setOutcome(outcome)
        .setDecidedBy(DecidedBy.ANSWERS)
        .setDecidedAt(T0)
        .setResponseMillis(response)
        .setStatusCode(status)
        .setVotes(List.of())
        .build();
  }

  private Map<String, String> with(Map<String, String> changes) {
    Map<String, String> form = new HashMap<>();
    form.put("app_name", panel.appName());
    form.put("token", panel.token());
    form.putAll(changes);
    return form;
  }
}
