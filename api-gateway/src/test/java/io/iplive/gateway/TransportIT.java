package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Calls that are not handled, nodes, operators, health. */
class TransportIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final String SECRET = RunningGateway.ENROLMENT_SECRET;

  static final List<String> PATHS =
      List.of("/operate_monitor", "/update_monitor", "/stop_monitor", "/add_node");

  @ParameterizedTest
  @FieldSource("PATHS")
  void getIsNotAllowed(String path) {
    Reply reply = CLIENT.get(path, Map.of());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers().firstValue("Allow")).hasValue("POST");
    assertThat(reply.code()).isEqualTo(1001);
    assertThat(reply.info().isObject()).isTrue();
  }

  @Test
  void anUnknownPathIsNotFound() {
    for (String path : List.of("/", "/nothing", "/operate_monitor/")) {
      Reply reply = CLIENT.call(path, Map.of());
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.code()).isEqualTo(1001);
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void aBodyOverOneMebibyteIsTooLarge(String path) {
    int limit = 1 << 20;
    Reply over = CLIENT.send(path, GatewayClient.FORM, "a=" + "x".repeat(limit - 1), Map.of());
    assertThat(over.status()).isEqualTo(413);
    assertThat(over.code()).isEqualTo(1001);
    Reply at = CLIENT.send(path, GatewayClient.FORM, "a=" + "x".repeat(limit - 2), Map.of());
    assertThat(at.status()).isEqualTo(200);
  }

  @Test
  void anotherTypeOfBodyIsNotSupported() {
    for (String type : List.of("text/plain", "multipart/mixed; boundary=x", "%")) {
      assertThat(CLIENT.send("/operate_monitor", type, "a=1", Map.of()).status()).isEqualTo(415);
    }
  }

  @Test
  void aFormMayBeMultipartAsAnArrayOfFieldsOfPhpIs() {
    Panel panel = CLIENT.panel();
    Map<String, String> form = panel.form(4711);
    Reply reply = CLIENT.multipart("/operate_monitor", form);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).as(reply.body().toString()).isEqualTo(1000);
    Reply again = CLIENT.call("/operate_monitor", form);
    assertThat(again.info().get("created").asBoolean()).isFalse();
    assertThat(again.info().get("records")).isEqualTo(reply.info().get("records"));
  }

  @Test
  void aMultipartFormIsHeldToTheSameLimits() {
    String big = "x".repeat(1 << 20);
    assertThat(CLIENT.multipart("/operate_monitor", Map.of("a", big)).status()).isEqualTo(413);
    String type = "multipart/form-data; boundary=b";
    String file = GatewayClient.part("b", "a\"; filename=\"a.txt", "1") + "--b--\r\n";
    Reply refused = CLIENT.send("/operate_monitor", type, file, Map.of());
    assertThat(refused.code()).isEqualTo(1003);
    assertThat(refused.msg()).contains("without files");
    assertThat(CLIENT.send("/operate_monitor", type, "a=1", Map.of()).code()).isEqualTo(1002);
  }

  @Test
  void parametersInTheAddressAreNotTaken() {
    Panel panel = CLIENT.panel();
    String query = GatewayClient.encoded(panel.form(1));
    assertThat(CLIENT.call("/operate_monitor?" + query, Map.of()).code()).isEqualTo(1002);
  }

  @Test
  void aNodeIsEnrolledOnceAndItsTokenShownOnce() {
    Map<String, String> form = Map.of("node_ip", "[2606:4700::77]", "passwd", SECRET);
    Reply added = CLIENT.call("/add_node", form);
    long id = added.info().get("node_id").asLong();
    String token = added.info().get("token").asString();
    assertThat(added.body().toString())
        .isEqualTo(
            """
            {"code":1000,"msg":"add node successfully","info":{"node_id":%d,"token":"%s"}}\
            """
                .formatted(id, token));
    assertThat(GATEWAY.journal()).doesNotContain(token);
    assertThat(GATEWAY.broker.<Boolean>doWithAdminFunction(admin -> hasTopic(admin, id))).isTrue();

    String before = GATEWAY.stored();
    Reply again = CLIENT.call("/add_node", Map.of("node_ip", "2606:4700:0::77", "passwd", SECRET));
    assertThat(again.info().toString()).isEqualTo("{\"node_id\":%d}".formatted(id));
    assertThat(GATEWAY.stored()).isEqualTo(before);

    Reply listed = CLIENT.get("/operator/nodes", bearer(RunningGateway.OPERATOR_TOKEN));
    assertThat(listed.body().toString())
        .contains(
            """
            {"node_id":%d,"address":"2606:4700::77","state":"ACTIVE","remote":true}\
            """
                .formatted(id));
  }

  private static boolean hasTopic(Admin admin, long node) {
    try {
      return admin.listTopics().names().get().contains("probe-jobs.v1." + node);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void addNodeChecksThePasswordBeforeTheAddress() {
    String before = GATEWAY.stored();
    Map<String, String> source = Map.of("X-Forwarded-For", "198.51.100.1");
    for (String body :
        List.of(
            "node_ip=9.9.9.1",
            "passwd=&node_ip=9.9.9.1",
            "passwd=wrong&node_ip=9.9.9.1",
            "passwd=wrong",
            "passwd=" + "x".repeat(100_000),
            "passwd=%s&passwd=%s&node_ip=9.9.9.1".formatted(SECRET, SECRET))) {
      Reply reply = CLIENT.send("/add_node", GatewayClient.FORM, body, source);
      assertThat(reply.code()).isEqualTo(1004);
    }
    for (String address : List.of("", " ")) {
      Reply reply = CLIENT.call("/add_node", Map.of("node_ip", address, "passwd", SECRET));
      assertThat(reply.code()).isEqualTo(1002);
      assertThat(reply.info().toString()).isEqualTo("{\"missing\":[\"node_ip\"]}");
    }
    for (String address :
        List.of("x", "9.9.9", "9.9.9.256", "9.9.9.9:9.9.9.8", "a".repeat(1_000), "9.9.9.9\n8")) {
      Reply reply = CLIENT.call("/add_node", Map.of("node_ip", address, "passwd", SECRET));
      assertThat(reply.code()).as(address).isEqualTo(1003);
      assertThat(reply.info().get("param").asString()).isEqualTo("node_ip");
    }
    String twice = "node_ip=9.9.9.1&node_ip=9.9.9.1&passwd=" + SECRET;
    assertThat(CLIENT.send("/add_node", GatewayClient.FORM, twice, Map.of()).code())
        .isEqualTo(1003);
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  @Test
  void guessingThePasswordIsStoppedPerSource() {
    Map<String, String> guesser = Map.of("X-Forwarded-For", "9.9.9.9, 198.51.100.7");
    String wrong = "node_ip=9.9.9.1&passwd=wrong";
    for (int guess = 0; guess < 10; guess++) {
      assertThat(CLIENT.send("/add_node", GatewayClient.FORM, wrong, guesser).code())
          .isEqualTo(1004);
    }
    String right = "node_ip=&passwd=" + SECRET;
    Map<String, String> disguised = Map.of("X-Forwarded-For", "1.1.1.1, 198.51.100.7");
    Reply stopped = CLIENT.send("/add_node", GatewayClient.FORM, right, disguised);
    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.code()).isEqualTo(1001);
    assertThat(Integer.parseInt(stopped.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 301);
    Map<String, String> elsewhere = Map.of("X-Forwarded-For", "198.51.100.8");
    assertThat(CLIENT.send("/add_node", GatewayClient.FORM, right, elsewhere).code())
        .isEqualTo(1002);
  }

  @Test
  void aTokenWithAListOfSourcesIsWrongFromElsewhere() {
    Panel panel = CLIENT.panel();
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            "update app set allowed = '{192.0.2.0/24,2001:db8::/32}' where name = ?",
            panel.appName()));
    String form = GatewayClient.encoded(panel.stop(1));
    for (String inside : List.of("192.0.2.7", "2001:db8::7")) {
      Map<String, String> source = Map.of("X-Forwarded-For", inside);
      assertThat(CLIENT.send("/stop_monitor", GatewayClient.FORM, form, source).code())
          .isEqualTo(1000);
    }
    for (String outside : List.of("192.0.3.7", "2001:db9::7", "192.0.2.7, 192.0.3.7", "x")) {
      Map<String, String> source = Map.of("X-Forwarded-For", outside);
      Reply reply = CLIENT.send("/stop_monitor", GatewayClient.FORM, form, source);
      assertThat(reply.body().toString())
          .isEqualTo("{\"code\":1004,\"msg\":\"Token not right\",\"info\":{}}");
    }
  }

  @Test
  void anAppWhoseNameNobodyCanHaveIsUnknown() {
    for (String name : List.of("a\0b", "a\u0085b")) {
      Reply reply = CLIENT.call("/stop_monitor", new Panel(name, "t").stop(1));
      assertThat(reply.code()).isEqualTo(1004);
    }
  }

  @Test
  void operatorsNeedTheirToken() {
    for (Map<String, String> headers :
        List.of(Map.<String, String>of(), bearer("wrong"), bearer(""))) {
      Reply reply = CLIENT.get("/operator/nodes", headers);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.body().has("error")).isTrue();
    }
  }

  @Test
  void operatorsHearWhatIsWrongWithAnAccount() {
    String taken = CLIENT.panel().appName();
    String before = GATEWAY.stored();
    assertThat(CLIENT.operator("/operator/accounts", Map.of("name", taken)).status())
        .isEqualTo(409);
    for (Map<String, String> body :
        List.of(
            Map.<String, String>of(),
            Map.of("name", " "),
            Map.of("name", "a b"),
            Map.of("name", "a".repeat(65)),
            Map.of("name", "fresh", "callback", "ftp://a.example/"),
            Map.of("name", "fresh", "callback", "http://u:p@a.example/"),
            Map.of("name", "fresh", "callback", "http://a.example/#x"),
            Map.of("name", "fresh", "callback", "http://127.0.0.1/"))) {
      Reply reply = CLIENT.operator("/operator/accounts", body);
      assertThat(reply.status()).as(body.toString()).isEqualTo(400);
      assertThat(reply.body().get("error").asString()).isNotBlank();
    }
    for (Map<String, String> body :
        List.of(
            Map.of("account", taken, "type", "http"),
            Map.of("account", taken, "type", "pigeon", "address", "http://a.example/"),
            Map.of("account", "nobody", "type", "http", "address", "http://a.example/"),
            Map.of("account", taken, "type", "http", "address", "http://10.0.0.1/"))) {
      assertThat(CLIENT.operator("/operator/contacts", body).status()).isEqualTo(400);
    }
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  @Test
  void aContactsSecretIsTheGivenOneOrAGeneratedOne() {
    String account = CLIENT.panel().appName();
    Map<String, Object> body =
        Map.of(
            "account", account,
            "type", "http",
            "address", "http://a.example/cb?x=1",
            "secret", "fghghjghj56565",
            "default", true);
    Reply given = CLIENT.operator("/operator/contacts", body);
    assertThat(given.body().get("secret").asString()).isEqualTo("fghghjghj56565");
    assertThat(GATEWAY.journal()).doesNotContain("fghghjghj56565");
    Reply generated =
        CLIENT.operator(
            "/operator/contacts",
            Map.of("account", account, "type", "http", "address", "http://a.example/"));
    assertThat(generated.body().get("secret").asString()).hasSizeGreaterThanOrEqualTo(32);
  }

  @Test
  void healthIsUpWhenTheRelayLeads() {
    await()
        .untilAsserted(() -> {
          Reply health = CLIENT.get("/actuator/health", Map.of());
          assertThat(health.status()).isEqualTo(200);
          assertThat(health.body().toString()).contains("\"relay\":\"leader\"");
        });
    CLIENT.call("/operate_monitor", Map.of());
    assertThat(CLIENT.get("/actuator/metrics/iplive.gateway.calls", Map.of()).body().toString())
        .contains("operate_monitor", "1002");
    assertThat(CLIENT.get("/actuator/metrics/iplive.gateway.outbox.waiting", Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void metricsAndTheDetailsOfHealthAreTheOperatorsAlone() {
    Map<String, String> outside = Map.of("X-Forwarded-For", "198.51.100.7");
    for (String path : List.of("/actuator", "/actuator/metrics", "/%61ctuator/health")) {
      assertThat(CLIENT.get(path, outside).status()).as(path).isEqualTo(404);
    }
    assertThat(CLIENT.get("/actuator/health/readiness", outside).body().toString())
        .isEqualTo("{\"status\":\"UP\"}");
    assertThat(
            CLIENT
                .get(
                    "/actuator/metrics",
                    Map.of(
                        "X-Forwarded-For",
                        "198.51.100.7",
                        "Authorization",
                        "Bearer " + RunningGateway.OPERATOR_TOKEN))
                .status())
        .isEqualTo(200);
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }
}
