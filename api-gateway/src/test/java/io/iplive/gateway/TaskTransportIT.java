package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.gateway.account.SecretHash;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** contracts/monitorus.md, "Transport": sentence by sentence. */
class TaskTransportIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;
  private static final Charset CYRILLIC = Charset.forName("windows-1251");

  private static TaskClient panel = new TaskClient(CLIENT, "", "");

  @BeforeAll
  static void account() {
    panel = TaskClient.of(GATEWAY, "transport");
  }

  @Test
  void getAndPostOnBothPathsAreTheSameCall() {
    String query = "?" + GatewayClient.encoded(panel.form("node_list"));
    for (String path : List.of("/api", "/api/")) {
      Reply get = CLIENT.get(path + query, Map.of());
      Reply post = CLIENT.call(path, panel.form("node_list"));
      assertThat(get.status()).isEqualTo(200);
      assertThat(get.body()).isEqualTo(post.body());
      assertThat(get.body().get("result").asString()).isEqualTo("ok");
      assertThat(get.headers().firstValue("content-type"))
          .contains("application/json;charset=utf-8");
    }
  }

  @Test
  void anAddressMayHaveAListsBracketsAsTheyStand() {
    String query = "?contacts[]=&" + GatewayClient.encoded(panel.seed("ref", "brackets"));
    Reply added = CLIENT.get("/api/" + query, Map.of());
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.body().path("result").asString()).as(added.body().toString()).isEqualTo("ok");
  }

  @Test
  void aFormMayBeMultipart() {
    Reply added = CLIENT.multipart("/api/", panel.seed("ref", "multipart", "contacts[]", ""));
    assertThat(added.body().path("result").asString()).as(added.body().toString()).isEqualTo("ok");
    Reply again = CLIENT.call("/api/", panel.seed("ref", "multipart"));
    assertThat(again.body().get("id")).isEqualTo(added.body().get("id"));
    String file = GatewayClient.part("b", "a\"; filename=\"a.txt", "1") + "--b--\r\n";
    String type = "multipart/form-data; boundary=b";
    assertThat(CLIENT.send("/api/", type, file, Map.of()).status()).isEqualTo(415);
  }

  @Test
  void theBodyWinsOverTheQuery() {
    Map<String, String> form = panel.form("node_list");
    String query = "?action=nonsense&colour=red";
    Reply reply = CLIENT.call("/api/" + query, form);
    assertThat(reply.body().get("result").asString()).isEqualTo("ok");
    assertThat(reply.body().get("ignored").toString()).isEqualTo("[\"colour\"]");
  }

  @Test
  void aScalarSentTwiceIsNamed() {
    String form = GatewayClient.encoded(panel.form("user_folder_add")) + "&name=a&name=b";
    Reply reply = CLIENT.send("/api/", GatewayClient.FORM, form, Map.of());
    assertThat(reply.body().toString())
        .isEqualTo(
            """
            {"result":"error","errors":[{"code":"duplicate_param","param":"name",\
            "text":"name is sent more than once."}]}\
            """);
  }

  @Test
  void windows1251IsAcceptedAndInvalidBytesAreNot() {
    String name = URLEncoder.encode("Магазин", CYRILLIC);
    String form = GatewayClient.encoded(panel.form("user_folder_add")) + "&name=" + name;
    Reply utf8 = CLIENT.send("/api/", GatewayClient.FORM, form, Map.of());
    assertThat(TaskClient.errors(utf8.body())).containsExactly("encoding_invalid");
    for (Reply reply :
        List.of(
            CLIENT.send("/api/", GatewayClient.FORM, form + "&charset=windows-1251", Map.of()),
            CLIENT.send("/api/", GatewayClient.FORM + "; charset=windows-1251", form, Map.of()))) {
      assertThat(reply.body().get("result").asString()).as(reply.body().toString()).isEqualTo("ok");
    }
    assertThat(panel.ok("user_folder_list").get("folders").toString()).contains("Магазин");
  }

  @Test
  void xmlHasTheContractsShape() {
    assertThat(CLIENT.text("/api/", panel.form("user_stat_of_nothing", "format", "xml")))
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><response><result>error</result>")
        .contains(
            "<errors><error><code>action_unknown</code><param>action</param><text>There is no"
                + " action user_stat_of_nothing.</text></error></errors></response>");
    panel.ok("user_folder_add", "name", "<a> & \"b\"");
    assertThat(CLIENT.text("/api/", panel.form("user_folder_list", "format", "xml")))
        .contains("<folders><folder><id>", "<name>&lt;a&gt; &amp; \"b\"</name>");
  }

  @Test
  void theLoginIsJudgedAloneThenTheActionThenEverythingElseAtOnce() {
    Map<String, String> form = panel.form("nonsense", "format", "yaml", "page", "0");
    Map<String, String> wrong = new LinkedHashMap<>(form);
    wrong.put("password", "wrong");
    assertThat(CLIENT.call("/api/", wrong).body().toString())
        .isEqualTo(
            """
            {"result":"error","errors":[{"code":"auth_failed","param":null,\
            "text":"User or password is wrong."}]}\
            """);
    assertThat(TaskClient.errors(CLIENT.call("/api/", form).body()))
        .containsExactly("action_unknown");
    form.put("action", "task_list");
    form.put("per_page", "501");
    assertThat(TaskClient.errors(CLIENT.call("/api/", form).body()))
        .containsExactly("format_invalid", "page_invalid", "per_page_invalid");
    assertThat(TaskClient.errors(CLIENT.call("/api/", Map.of("action", "task_list")).body()))
        .containsExactly("auth_failed");
  }

  @Test
  void anAppsTokenInTheHeaderIsALogin() {
    GatewayClient.Panel app = CLIENT.panel();
    Reply reply =
        CLIENT.send(
            "/api/",
            GatewayClient.FORM,
            "action=node_list",
            Map.of("Authorization", "Bearer " + app.token()));
    assertThat(reply.body().get("result").asString()).isEqualTo("ok");
    Reply wrong =
        CLIENT.send(
            "/api/", GatewayClient.FORM, "action=node_list", Map.of("Authorization", "Bearer x"));
    assertThat(TaskClient.errors(wrong.body())).containsExactly("auth_failed");
  }

  @Test
  void whoeverGuessesIsLockedOutAndNobodyElse() {
    TaskClient victim = TaskClient.of(GATEWAY, "guessed");
    Map<String, String> guess = victim.form("node_list", "password", "guess");
    for (int i = 0; i < 10; i++) {
      assertThat(TaskClient.errors(from("192.0.2.1", guess))).containsExactly("auth_failed");
    }
    assertThat(TaskClient.errors(from("192.0.2.1", guess))).containsExactly("too_many_attempts");
    Map<String, String> right = victim.form("node_list");
    assertThat(TaskClient.errors(from("192.0.2.1", right))).containsExactly("too_many_attempts");
    assertThat(from("192.0.2.2", right).get("result").asString()).isEqualTo("ok");
    assertThat(from("192.0.2.1", panel.form("node_list")).get("result").asString()).isEqualTo("ok");
  }

  @Test
  void anAddressThatLoggedInIsNotLockedOutByItsNeighbours() {
    TaskClient resident = TaskClient.of(GATEWAY, "resident");
    TaskClient stranger = TaskClient.of(GATEWAY, "stranger");
    assertThat(from("192.0.2.9", resident.form("node_list")).get("result").asString())
        .isEqualTo("ok");
    for (int i = 0; i < 50; i++) {
      from("192.0.2.9", stranger.form("node_list", "user", "nobody-" + i));
    }
    assertThat(TaskClient.errors(from("192.0.2.9", stranger.form("node_list"))))
        .containsExactly("too_many_attempts");
    assertThat(from("192.0.2.9", resident.form("node_list")).get("result").asString())
        .isEqualTo("ok");
  }

  @Test
  void aPasswordInTheAddressCanBeForbidden() {
    try (ConfigurableApplicationContext strict =
        GATEWAY.start(Map.of("iplive.api.allow-get-password", "false"))) {
      GatewayClient client =
          new GatewayClient(
              Integer.parseInt(strict.getEnvironment().getRequiredProperty("local.server.port")));
      String query = "?" + GatewayClient.encoded(panel.form("node_list"));
      assertThat(TaskClient.errors(client.get("/api/" + query, Map.of()).body()))
          .containsExactly("auth_failed");
      assertThat(client.call("/api/", panel.form("node_list")).body().get("result").asString())
          .isEqualTo("ok");
    }
  }

  @Test
  void thePasswordIsKeptAsArgon2id() {
    assertThat(GATEWAY.text("select password from account where name = 'transport'"))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(GATEWAY.journal()).doesNotContain(panel.password());
  }

  @Test
  void aPasswordOfTheFirstReleaseIsHashedBetterAtItsNextLogin() {
    TaskClient old = TaskClient.of(GATEWAY, "oldtimer");
    String legacy = SecretHash.of(old.password()).text();
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            """
            update account set password = ?,
              definition = jsonb_set(definition, '{passwordHash}', to_jsonb(?::text))
            where name = 'oldtimer'
            """,
            legacy,
            legacy));
    old.ok("node_list");
    assertThat(GATEWAY.text("select password from account where name = 'oldtimer'"))
        .startsWith("$argon2id$");
    old.ok("node_list");
  }

  @Test
  void anotherMethodAnotherTypeAndTooMuchAreNotHandled() {
    assertThat(CLIENT.send("/api/", "text/plain", "x", Map.of()).status()).isEqualTo(415);
    String huge = "x=" + "a".repeat(4 << 20);
    assertThat(CLIENT.send("/api/", GatewayClient.FORM, huge, Map.of()).status()).isEqualTo(413);
  }

  private static JsonNode from(String address, Map<String, String> form) {
    return CLIENT
        .send(
            "/api/",
            GatewayClient.FORM,
            GatewayClient.encoded(form),
            Map.of("X-Forwarded-For", address))
        .body();
  }

  @Test
  void severalElementsAreForListsAlone() {
    String form = GatewayClient.encoded(panel.form("user_folder_add"));
    assertThat(errors(form + "&name[]=a&name[]=b")).containsExactly("duplicate_param");
    assertThat(errors(form + "&name[]=")).containsExactly("name_required");
    String delete = GatewayClient.encoded(panel.form("task_delete"));
    Reply reply = CLIENT.get("/api/?" + delete + "&ids[]=990001&ids[]=990002", Map.of());
    assertThat(reply.body().path("not_found").toString()).isEqualTo("[990001,990002]");
    JsonNode many =
        panel.ok("task_add_many", "tasks", "[{\"task\":1,\"name\":[\"a\",\"b\"]}]").get("tasks");
    assertThat(TaskClient.errors(many.get(0))).contains("duplicate_param");
  }

  @Test
  void whatTheTransportReadsIsHeldToTheSame() {
    String form = GatewayClient.encoded(panel.form("task_list"));
    assertThat(errors(form + "&charset=%ff")).containsExactly("encoding_invalid");
    assertThat(errors(form + "&charset=utf-8&charset=utf-8")).containsExactly("duplicate_param");
    assertThat(errors(form + "&%ff=1")).containsExactly("encoding_invalid");
    assertThat(errors(form.replace("task_list", "%ff"))).containsExactly("encoding_invalid");
  }

  @Test
  void whatIsNotHandledIsSaidInXmlToo() {
    assertThat(CLIENT.raw("/api/?format=xml", "text/plain", "x")).startsWith("<?xml");
  }

  private static List<String> errors(String form) {
    return TaskClient.errors(CLIENT.send("/api/", GatewayClient.FORM, form, Map.of()).body());
  }
}
