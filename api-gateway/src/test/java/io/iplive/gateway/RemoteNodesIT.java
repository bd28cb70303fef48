package io.iplive.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Check;
import io.iplive.schemas.gateway.Demands;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.prober.ProbeResult;
import io.iplive.schemas.scheduler.ProbeJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Nodes that need no Kafka, and two replicas behind a balancer. */
class RemoteNodesIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  /** A replica of an installation that wants approval and trusts addresses. */
  private static final ConfigurableApplicationContext REPLICA =
      GATEWAY.start(
          Map.of("iplive.enrolment.approval", true, "iplive.deal.trust-source-address", true));

  private static final GatewayClient SECOND = client(REPLICA);

  private final Instant round = Instant.ofEpochSecond(Instant.now().getEpochSecond());
  private final RemoteNode node = new RemoteNode(address(), List.of(CLIENT, SECOND));

  private static GatewayClient client(ConfigurableApplicationContext context) {
    return new GatewayClient(
        Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
  }

  private static String address() {
    return "9.3.0." + ADDRESSES.incrementAndGet();
  }

  @AfterAll
  static void close() {
    REPLICA.close();
  }

  @Test
  void eachJobComesOnceWhicheverReplicaIsAsked() {
    ask(1);
    assertThat(node.poll(0)).isEmpty();
    List<Long> got = new ArrayList<>();
    for (long target = 2; target <= 9; target++) {
      ask(target);
      if (target % 3 == 0) {
        node.poll(5).forEach(job -> got.add(job.get("server_id").asLong()));
      }
    }
    await()
        .untilAsserted(() -> {
          node.poll(1).forEach(job -> got.add(job.get("server_id").asLong()));
          assertThat(got).hasSize(8);
        });
    assertThat(got).containsExactlyElementsOf(LongStream.rangeClosed(2, 9).boxed().toList());
    assertThat(node.poll(0)).isEmpty();
  }

  @Test
  void aPollThatWaitsIsAnsweredAsSoonAsThereIsAJob() {
    node.poll(0);
    node.poll(0);
    long began = System.nanoTime();
    CompletableFuture<List<JsonNode>> waiting = CompletableFuture.supplyAsync(() -> node.poll(5));
    ask(1);
    assertThat(waiting.join()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aJobHasTheOriginalsNamesAndItsSecretsInTheClear() {
    node.poll(0);
    SecretCipher cipher = new SecretCipher(Map.of("k1", RunningGateway.SECRET_KEY), "k1");
    ProbeJob job = job(7);
    job.getCheck().setCookies(cipher.encrypt("sid=1"));
    job.getCheck().setHost("shop.example");
    job.getCheck().setPort(8080);
    job.getCheck()
        .setDemands(
            Demands.newBuilder()
                .setSlowMillis(700)
                .setIpVersion("6")
                .setBodySha256("00")
                .setClientCertificate(cipher.encrypt("PEM"))
                .setPacketBytes(60)
                .setLossPercent(20)
                .build());
    ask(job);
    JsonNode got = node.poll(5).getFirst();
    assertThat(got.toString())
        .isEqualTo(
            """
            {"server_id":7,"app_name":"panel","group_id":3,"record_id":5,"ip":"9.9.9.9",\
            "protocol":"http","port":8080,"path":"/","domain":"shop.example","cookies":"sid=1",\
            "http_code":"2xx,3xx","retry_count":1,"interval":60,"timeout":3,"timestamp":%d,\
            "monitor_id":70,"due_ms":%d,"start_by_ms":%d,"deadline_ms":%d,"account_id":1,"timeout_ms":2500,\
            "tls_verify":true,"redirect":false,"method":"GET",\
            "demands":{"slow_ms":700,"ip_version":"6","body_sha256":"00","client_certificate":\
            "PEM","packet_bytes":60,"loss_percent":20}}\
            """
                .formatted(
                    round.getEpochSecond(),
                    job.getDueAt().toEpochMilli(),
                    job.getStartBy().toEpochMilli(),
                    job.getDeadline().toEpochMilli()));
  }

  @Test
  void everyPolledReplicaSpeaksForTheNode() {
    node.poll(0);
    node.poll(0);
    await()
        .untilAsserted(() ->
            assertThat(heartbeats().stream().map(NodeHeartbeat::getInstanceId).distinct())
                .hasSize(2));
    assertThat(heartbeats())
        .allSatisfy(beat -> {
          assertThat(beat.getJobPartitions()).isEqualTo(1);
          assertThat(beat.getAssignedPartitions()).containsExactly(0);
          assertThat(Duration.between(beat.getSentAt(), Instant.now()).abs())
              .isLessThan(Duration.ofSeconds(30));
        });
    node.get("?wait=0&now_ms=" + (System.currentTimeMillis() - 600_000));
    node.get("?wait=0&now_ms=" + (System.currentTimeMillis() - 600_000));
    RemoteNode slow = new RemoteNode(address(), List.of(CLIENT));
    slow.get("?wait=0&now_ms=" + (System.currentTimeMillis() - 600_000));
    await()
        .untilAsserted(() ->
            assertThat(heartbeats(slow))
                .isNotEmpty()
                .allMatch(
                    beat -> beat.getSentAt().isBefore(Instant.now().minus(Duration.ofMinutes(9)))));
  }

  private List<NodeHeartbeat> heartbeats() {
    return heartbeats(node);
  }

  private static List<NodeHeartbeat> heartbeats(RemoteNode of) {
    return GATEWAY.published(Topics.NODE_HEARTBEATS, NodeHeartbeat.class).stream()
        .filter(beat -> beat.getNodeId() == of.id)
        .toList();
  }

  @Test
  void resultsAreJudgedElementByElement() {
    for (long target = 1; target <= 4; target++) {
      ask(target);
    }
    ProbeJob late = job(5);
    late.setDeadline(Instant.now().minusSeconds(1));
    ask(late);
    Reply reply =
        node.deal(
            round.getEpochSecond(),
            """
            [{'server_id': 1, 'timestamp': '', 'last_status': '200', 'res_time': '5'},
             {"server_id":"2","timestamp":"%d","last_status":404,"res_time":7.5},
             {"server_id":3,"last_status":0},
             {"server_id":4,"last_status":2,"phases":{"connect":2500000},"attempts":2,
              "evidence":{"head":"what\\nit said","redirects":["301 http://a/"]}},
             {"server_id":5,"last_status":200,"res_time":9},
             {"server_id":6,"last_status":200,"res_time":9},
             {"server_id":1,"last_status":200,"res_time":5},
             {"server_id":1,"timestamp":%d,"last_status":200},
             {"server_id":1,"timestamp":%d,"last_status":200},
             "nonsense"]
            """
                .formatted(
                    round.getEpochSecond(),
                    round.getEpochSecond() - 700,
                    round.getEpochSecond() + 60)
                .replace("\n", ""));
    assertThat(reply.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"server process successfully","info":{"accepted":4,"late":1,\
            "duplicate":1,"rejected":[{"index":5,"reason":"not_asked"},\
            {"index":7,"reason":"too_old"},{"index":8,"reason":"ahead"},\
            {"index":9,"reason":"server_id"}]}}\
            """);
    assertThat(results())
        .extracting(
            ProbeResult::getTargetId,
            ProbeResult::getJudgement,
            ProbeResult::getStatusCode,
            ProbeResult::getFailureCode,
            ProbeResult::getResponseMicros)
        .containsExactly(
            tuple(1L, Judgement.UP, 200, null, 5_000L),
            tuple(2L, Judgement.DOWN, 404, 2040, 7_500L),
            tuple(3L, Judgement.NOT_RUN, null, null, -1L),
            tuple(4L, Judgement.DOWN, null, 2020, -1L),
            tuple(5L, Judgement.UP, 200, null, 9_000L));
    assertThat(results().get(3).getEvidence().getHead()).isEqualTo("what\nit said");
    assertThat(results().get(3).getEvidence().getRedirects()).containsExactly("301 http://a/");
    assertThat(results().get(3).getEvidence().getNodeId()).isEqualTo(node.id);
    assertThat(results())
        .allSatisfy(result -> {
          assertThat(result.getMonitorId()).isEqualTo(70);
          assertThat(result.getRoundAt()).isEqualTo(round);
          assertThat(result.getDueAt()).isEqualTo(round);
        });
    RemoteNode other = new RemoteNode(address(), List.of(CLIENT));
    assertThat(
            other
                .deal(round.getEpochSecond(), "[{\"server_id\":1,\"last_status\":200}]")
                .info()
                .get("rejected")
                .toString())
        .isEqualTo("[{\"index\":0,\"reason\":\"not_asked\"}]");
    assertThat(results()).hasSize(5);
  }

  private List<ProbeResult> results() {
    return GATEWAY.published(Topics.PROBE_RESULTS, ProbeResult.class).stream()
        .filter(result -> result.getNodeId() == node.id)
        .toList();
  }

  @Test
  void theSameResultAgainIsADuplicate() {
    ask(1);
    String data = "[{\"server_id\":1,\"last_status\":200}]";
    List<Integer> accepted = new ArrayList<>();
    List<Integer> duplicate = new ArrayList<>();
    for (int call = 0; call < 4; call++) {
      JsonNode info = node.deal(round.getEpochSecond(), data).info();
      accepted.add(info.get("accepted").asInt());
      duplicate.add(info.get("duplicate").asInt());
    }
    assertThat(accepted).containsExactly(1, 1, 0, 0);
    assertThat(duplicate).containsExactly(0, 0, 1, 1);
  }

  @Test
  void jsonIsTakenTooWithDataAsItIs() {
    ask(1);
    String body =
        """
        {"timestamp":%d,"data":[{"server_id":1,"last_status":200,"res_time":5}],"x":1}\
        """
            .formatted(round.getEpochSecond());
    Reply reply = CLIENT.send("/deal", GatewayClient.JSON_TYPE, body, node.bearer());
    assertThat(reply.info().get("accepted").asInt()).as(reply.body().toString()).isEqualTo(1);
    assertThat(reply.info().get("ignored").toString()).isEqualTo("[\"x\"]");
  }

  static final List<Map.Entry<String, String>> UNUSABLE =
      List.of(
          entry("timestamp", "x"),
          entry("timestamp", "-1"),
          entry("timestamp", "1.5"),
          entry("data", "x"),
          entry("data", "{}"),
          entry("data", "[{}"),
          entry("data", "[] []"),
          entry("data", "[" + "1,".repeat(10_000) + "1]"));

  @ParameterizedTest
  @FieldSource("UNUSABLE")
  void dealNamesTheUnusableParameter(Map.Entry<String, String> row) {
    Map<String, String> form = new HashMap<>();
    form.put("token", node.token);
    form.put("timestamp", "1");
    form.put("data", "[]");
    assertThat(CLIENT.call("/deal", form).code()).isEqualTo(1000);
    form.put(row.getKey(), row.getValue());
    Reply reply = CLIENT.call("/deal", form);
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo(row.getKey());
    form.put("timestamp", " ");
    form.remove("data");
    assertThat(CLIENT.call("/deal", form).msg()).isEqualTo("Lack of Param: timestamp, data");
  }

  @Test
  void pollsNameTheUnusableParameter() {
    for (String query :
        List.of("after=x", "after=o", "after=o1&after=o2", "wait=31", "wait=-1", "now_ms=x")) {
      Reply reply = node.get("?" + query);
      assertThat(reply.code()).as(query).isEqualTo(1003);
      assertThat(query).startsWith(reply.info().get("param").asString());
    }
    assertThat(CLIENT.call("/node/jobs", Map.of()).status()).isEqualTo(405);
  }

  @Test
  void aCursorOfATopicThatIsNoMoreBeginsAnew() {
    ask(1);
    assertThat(node.get("?wait=0&after=o999").info().get("cursor").asString()).isEqualTo("o1");
    assertThat(node.get("?wait=0&after=o0").info().get("jobs")).hasSize(1);
  }

  @Test
  void aTopicThatIsGoneHoldsUpItsOwnNodeAlone() {
    RemoteNode own = new RemoteNode(address(), List.of(CLIENT));
    RemoteNode other = new RemoteNode(address(), List.of(CLIENT));
    own.poll(0);
    other.poll(0);
    GATEWAY.broker.doWithAdmin(admin -> delete(admin, Topics.probeJobs(other.id).name()));
    for (long target = 1; target <= 3; target++) {
      CompletableFuture<Reply> lost = CompletableFuture.supplyAsync(() -> other.get("?wait=0"));
      ask(own, job(target));
      assertThat(own.poll(5)).hasSize(1);
      assertThat(lost.join().code()).isNotEqualTo(1000);
    }
  }

  @Test
  void onlyItsOwnTokenOpensANode() {
    Reply right = node.get("?wait=0");
    assertThat(right.code()).isEqualTo(1000);
    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer wrong"))) {
      assertThat(CLIENT.get("/node/jobs?wait=0&token=" + node.token, headers).body().toString())
          .isEqualTo("{\"code\":1004,\"msg\":\"Token not right\",\"info\":{}}");
      assertThat(CLIENT.send("/deal", GatewayClient.FORM, "", headers).code()).isEqualTo(1004);
    }
    CLIENT.operator("/operator/nodes/disable", Map.of("node_ip", lastAddress()));
    assertThat(node.get("?wait=0").code()).isEqualTo(1004);
    assertThat(node.deal(1, "[]").code()).isEqualTo(1004);
    CLIENT.operator("/operator/nodes/approve", Map.of("node_ip", lastAddress()));
    assertThat(node.get("?wait=0").code()).isEqualTo(1000);
    CLIENT.operator("/operator/nodes/token", Map.of("node_ip", lastAddress()));
    assertThat(node.get("?wait=0").code()).isEqualTo(1004);
  }

  private static String lastAddress() {
    return "9.3.0." + ADDRESSES.get();
  }

  @Test
  void whereApprovalIsWantedANewNodeWaitsForIt() {
    RemoteNode fresh = new RemoteNode(address(), List.of(SECOND));
    assertThat(fresh.get("?wait=0").info().get("state").asString()).isEqualTo("PENDING");
    CLIENT.operator("/operator/nodes/approve", Map.of("node_ip", lastAddress()));
    assertThat(fresh.get("?wait=0").info().get("state").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void aRegisteredAddressStandsForATokenOnlyWhereThatIsTrusted() {
    String form = "timestamp=1&data=[]";
    Map<String, String> home = Map.of("X-Forwarded-For", lastAddress());
    Map<String, String> elsewhere = Map.of("X-Forwarded-For", "9.3.1.1");
    assertThat(SECOND.send("/deal", GatewayClient.FORM, form, home).code()).isEqualTo(1000);
    assertThat(SECOND.send("/deal", GatewayClient.FORM, form, elsewhere).code()).isEqualTo(1004);
    assertThat(SECOND.send("/deal", GatewayClient.FORM, form + "&token=x", home).code())
        .isEqualTo(1004);
    assertThat(CLIENT.send("/deal", GatewayClient.FORM, form, home).code()).isEqualTo(1004);
  }

  @Test
  void aNodeThatTakesItsJobsFromKafkaHasNoneHere() {
    Reply added =
        CLIENT.call(
            "/add_node",
            Map.of(
                "node_ip", address(), "passwd", RunningGateway.ENROLMENT_SECRET, "jobs", "kafka"));
    Reply reply =
        CLIENT.get(
            "/node/jobs?wait=0",
            Map.of("Authorization", "Bearer " + added.info().get("token").asString()));
    assertThat(reply.code()).isEqualTo(1003);
    assertThat(reply.info().get("param").asString()).isEqualTo("jobs");
  }

  private void ask(long target) {
    ask(job(target));
  }

  private void ask(ProbeJob job) {
    ask(node, job);
  }

  private static void ask(RemoteNode node, ProbeJob job) {
    GATEWAY.publish(Topics.probeJobs(node.id), job.getMonitorId(), job, ProbeJob.class);
  }

  private static void delete(Admin admin, String topic) {
    try {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProbeJob job(long target) {
    return ProbeJob.newBuilder()
        .setMonitorId(70)
        .setTargetId(target)
        .setRecordId(5)
        .setAccountId(1)
        .setAppName("panel")
        .setGroupId(3L)
        .setNodeId(node.id)
        .setRoundAt(round)
        .setDueAt(round)
        .setStartBy(round.plusSeconds(1))
        .setDeadline(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS))
        .setAddress("9.9.9.9")
        .setProtocol("http")
        .setTimeoutMillis(2_500)
        .setRetryCount(1)
        .setCheck(Check.newBuilder().build())
        .setPeriodSeconds(60)
        .build();
  }

  @Test
  void aJobNamesThePortOfItsProtocolAndTheAnswerWhatItDoesNotKnow() {
    node.poll(0);
    ask(1);
    assertThat(node.poll(5).getFirst().path("port").asInt()).isEqualTo(80);
    assertThat(node.get("?wait=0&colour=red").info().path("ignored").toString())
        .isEqualTo("[\"colour\"]");
  }

  @Test
  void theDataOfADealMayStandOnSeveralLines() {
    ask(1);
    Reply reply =
        node.deal(round.getEpochSecond(), "[\n {\"server_id\": 1,\r\n \"last_status\": 0}\n]");
    assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
  }
}
