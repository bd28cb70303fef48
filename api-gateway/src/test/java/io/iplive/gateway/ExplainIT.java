package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.PhaseTimes;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.AskedNode;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.scheduler.RoundOpened;
import io.iplive.schemas.scheduler.RoundTarget;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the gateway says of a monitor when it is asked why. */
class ExplainIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  @Test
  void aMonitorIsExplainedToOperatorsAndToItsOwner() {
    Panel panel = CLIENT.panel();
    JsonNode made = CLIENT.call("/operate_monitor", panel.form(1)).info();
    long monitor = made.get("monitor_id").asLong();
    long target = made.get("records").get("5").asLong();
    Instant roundAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    GATEWAY.publish(
        Topics.SCHEDULE, monitor, opened(monitor, target, roundAt), ScheduleEvent.class);
    GATEWAY.publish(
        Topics.PROBE_RESULTS, monitor, result(monitor, target, roundAt), ProbeResult.class);

    Reply reply = operator(Long.toString(monitor));
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    JsonNode it = reply.body();
    assertThat(it.get("state").asString()).isEqualTo("active");
    assertThat(it.get("scheduler_version").asLong()).isEqualTo(1);
    JsonNode round = it.get("rounds").get(0);
    assertThat(round.get("nodes_asked").toString()).isEqualTo("[901,902]");
    assertThat(round.get("silent_nodes").toString()).isEqualTo("[902]");
    assertThat(round.get("answers").get(0).get("status_code").asInt()).isEqualTo(503);
    assertThat(it.get("why").toString()).contains("No scheduler runs for the monitor's partition");
    assertThat(it.get("page").toString()).contains("silent: nodes [902]");

    Reply own = CLIENT.call("/explain_monitor", asked(panel, "1"));
    assertThat(own.code()).as(own.msg()).isEqualTo(1000);
    assertThat(own.info().get("page").get(0)).isEqualTo(it.get("page").get(0));
    assertThat(CLIENT.call("/explain_monitor", asked(panel, "2")).code()).isEqualTo(1003);
    assertThat(CLIENT.call("/explain_monitor", asked(CLIENT.panel(), "1")).code()).isEqualTo(1003);

    CLIENT.call("/stop_monitor", asked(panel, "1"));
    assertThat(operator(Long.toString(monitor)).body().get("why").toString())
        .contains("stopped for good");
  }

  @Test
  void aTaskIsExplainedToItsOwner() {
    TaskClient owner = TaskClient.of(GATEWAY, "asks-why");
    String task = Long.toString(owner.add());
    assertThat(owner.ok("task_explain", "id", task).get("page").get(0).asString())
        .contains("active, version 1");
    owner.ok("task_stop", "id", task);
    JsonNode stopped = owner.ok("task_explain", "id", task);
    assertThat(stopped.get("why").get(0).asString()).startsWith("Its owner paused it");
    assertThat(TaskClient.of(GATEWAY, "asks-else").call("task_explain", "id", task).toString())
        .contains("error");
  }

  @Test
  void whatThereIsNotIsNotExplained() {
    assertThat(operator("999999999").status()).isEqualTo(404);
    assertThat(operator("seven").status()).isEqualTo(400);
    assertThat(CLIENT.get("/operator/monitors/1/explain", Map.of()).status()).isEqualTo(401);
  }

  private static Reply operator(String monitor) {
    return CLIENT.get(
        "/operator/monitors/" + monitor + "/explain",
        Map.of("Authorization", "Bearer " + RunningGateway.OPERATOR_TOKEN));
  }

  private static Map<String, String> asked(Panel panel, String group) {
    return Map.of("app_name", panel.appName(), "token", panel.token(), "group_id", group);
  }

  private static ScheduleEvent opened(long monitor, long target, Instant roundAt) {
    return ScheduleEvent.newBuilder()
        .setKind(ScheduleEventKind.ROUND_OPENED)
        .setMonitorId(monitor)
        .setOpened(
            RoundOpened.newBuilder()
                .setMonitorId(monitor)
                .setEpoch(1)
                .setDefinitionVersion(1)
                .setAccountId(1)
                .setRoundAt(roundAt)
                .setPace(Pace.NORMAL)
                .setTargets(List.of(new RoundTarget(target, 5L, 0, 1L)))
                .setAskedNodes(List.of(new AskedNode(901L, false), new AskedNode(902L, false)))
                .setVotesNeeded(2)
                .setNumError(2)
                .setNumOk(1)
                .setPeriodSeconds(60)
                .setErrorPeriodSeconds(60)
                .setLastsMillis(5_000)
                .build())
        .build();
  }

  private static ProbeResult result(long monitor, long target, Instant roundAt) {
    return ProbeResult.newBuilder()
        .setMonitorId(monitor)
        .setTargetId(target)
        .setNodeId(901)
        .setRoundAt(roundAt)
        .setDueAt(roundAt)
        .setStartedAt(roundAt)
        .setFinishedAt(roundAt)
        .setJudgement(Judgement.DOWN)
        .setStatusCode(503)
        .setFailureText("The server answered 503")
        .setResponseMicros(12_000)
        .setPhases(new PhaseTimes())
        .setAttempts(1)
        .build();
  }
}
