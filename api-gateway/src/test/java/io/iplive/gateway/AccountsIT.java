package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactEventKind;
import io.iplive.schemas.gateway.InconclusiveMode;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Issue 3, "Accounts": what operators do with them. */
class AccountsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  @Test
  void settingsOfAnAccountArePublished() {
    TaskClient panel = TaskClient.of(GATEWAY, "set-me");
    long task = panel.add();
    long own = panel.add("user_agent", "Own/1");
    Reply set =
        operate(
            "set-me",
            "",
            Map.ofEntries(
                Map.entry("callback", "https://p.example/cb"),
                Map.entry("mode", "on_change"),
                Map.entry("inconclusive", "include"),
                Map.entry("allow", "192.0.2.1, 2001:db8::/32"),
                Map.entry("user_agent", "Bot/2"),
                Map.entry("test", true),
                Map.entry("sender_address", "noc@p.example"),
                Map.entry("sender_name", "P"),
                Map.entry("reply_to", "help@p.example"),
                Map.entry("sms_sender", "P")));
    assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    AccountEvent last = events("set-me").getLast();
    assertThat(last.getAfter().getUserAgent()).isEqualTo("Bot/2");
    assertThat(last.getAfter().getTest()).isTrue();
    assertThat(last.getAfter().getSenderAddress()).isEqualTo("noc@p.example");
    assertThat(last.getAfter().getApps().getFirst().getCallbackMode())
        .isEqualTo(CallbackMode.ON_CHANGE);
    assertThat(last.getAfter().getApps().getFirst().getInconclusive())
        .isEqualTo(InconclusiveMode.INCLUDE);
    assertThat(set.body().get("apps").get(0).get("allowed").toString())
        .isEqualTo("[\"192.0.2.1/32\",\"2001:db8::/32\"]");
    assertThat(agent(task)).isEqualTo("Bot/2");
    assertThat(agent(own)).isEqualTo("Own/1");
    Reply blank = operate("set-me", "", Map.of("user_agent", "", "callback", "", "allow", ""));
    assertThat(blank.body().get("user_agent").isNull()).isTrue();
    assertThat(blank.body().get("apps").get(0).get("callback").isNull()).isTrue();
    assertThat(blank.body().get("sms_sender").asString()).isEqualTo("P");
  }

  @Test
  void groupsProbeWithTheAccountsUserAgent() {
    Panel panel = CLIENT.panel();
    assertThat(operate(panel.appName(), "", Map.of("user_agent", "Acme/1")).status())
        .isEqualTo(200);
    Map<String, String> own = panel.form(2);
    own.put("user_agent", "Own/1");
    long first = record(CLIENT.call("/operate_monitor", panel.form(1)));
    long second = record(CLIENT.call("/operate_monitor", own));
    assertThat(agent(first)).isEqualTo("Acme/1");
    operate(panel.appName(), "", Map.of("user_agent", "Acme/2"));
    assertThat(agent(first)).isEqualTo("Acme/2");
    assertThat(agent(second)).isEqualTo("Own/1");
    operate(panel.appName(), "", Map.of("user_agent", ""));
    assertThat(agent(first)).isNull();
  }

  private static long record(Reply operated) {
    assertThat(operated.code()).isEqualTo(1000);
    return operated.body().get("info").get("records").get("5").asLong();
  }

  @Test
  void everyFaultOfAnOperatorsCallIsASentence() {
    TaskClient.of(GATEWAY, "faulty");
    Reply reply =
        operate(
            "faulty",
            "",
            Map.of(
                "callback", "http://127.0.0.1/",
                "mode", "often",
                "allow", "x",
                "sms_sender", "far too long a sender",
                "colour", "red"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("error").asString())
        .contains(
            "callback is http://127.0.0.1/",
            "mode is often",
            "allow is x",
            "sms_sender is",
            "colour is nothing that is known");
    assertThat(operate("nobody", "", Map.of()).status()).isEqualTo(404);
    assertThat(operate("faulty", "/rotate", Map.of("what", "luck")).status()).isEqualTo(400);
    assertThat(
            CLIENT.send("/operator/accounts/faulty", "application/json", "{}", Map.of()).status())
        .isEqualTo(401);
  }

  @Test
  void secretsAreRotatedWithTheOneBeforeStillValidWhereTheContractSaysSo() {
    TaskClient panel = TaskClient.of(GATEWAY, "rotating");
    Panel first = new Panel("rotating", secret("rotating", "token"));
    operate("rotating", "", Map.of("callback", "http://callback.example/"));
    Panel second = new Panel("rotating", secret("rotating", "token"));
    for (Panel app : List.of(first, second)) {
      assertThat(CLIENT.call("/operate_monitor", app.form(1)).code()).isEqualTo(1000);
    }
    secret("rotating", "token");
    assertThat(CLIENT.call("/operate_monitor", first.form(1)).code()).isEqualTo(1004);
    assertThat(CLIENT.call("/operate_monitor", second.form(1)).code()).isEqualTo(1000);

    panel.ok("node_list");
    String password = secret("rotating", "password");
    assertThat(panel.errors("node_list")).containsExactly("auth_failed");
    new TaskClient(CLIENT, "rotating", password).ok("node_list");

    secret("rotating", "callback-secret");
    assertThat(events("rotating").getLast().getAfter().getApps().getFirst().getCallbackSecrets())
        .hasSize(2);
    TaskClient renewed = new TaskClient(CLIENT, "rotating", password);
    String contact =
        renewed
            .ok("contact_add", "type", "webhook", "address", "https://p.example/")
            .get("id")
            .asString();
    Reply rotated =
        operate("rotating", "/rotate", Map.of("what", "contact-secret", "contact", contact));
    assertThat(rotated.body().get("secret").asString()).hasSize(32);
    assertThat(contactEvents(Long.parseLong(contact)).getLast().getAfter().getSecrets()).hasSize(2);
  }

  @Test
  void aSuspendedAccountsTasksAreNotEnabledAndSayWhy() {
    TaskClient panel = TaskClient.of(GATEWAY, "suspending");
    long task = panel.add();
    operate("suspending", "/suspend", Map.of());
    assertThat(
            panel.ok("task_info", "id", Long.toString(task)).get("task").get("reason").asString())
        .isEqualTo("suspended");
    assertThat(panel.ok("task_list", "enabled", "1").get("total").asInt()).isZero();
    assertThat(panel.ok("task_start", "id", Long.toString(task)).get("reason").asString())
        .isEqualTo("suspended");
    operate("suspending", "/suspend", Map.of());
    operate("suspending", "/resume", Map.of());
    assertThat(panel.ok("task_info", "id", Long.toString(task)).get("task").get("enabled").asInt())
        .isEqualTo(1);
    assertThat(events("suspending").stream().map(AccountEvent::getKind))
        .containsExactly(
            AccountEventKind.CREATED, AccountEventKind.SUSPENDED, AccountEventKind.RESUMED);
  }

  @Test
  void aDeletedAccountTakesEverythingWithIt() {
    TaskClient panel = TaskClient.of(GATEWAY, "leaving");
    operate("leaving", "", Map.of("callback", "http://callback.example/"));
    Panel app = new Panel("leaving", secret("leaving", "token"));
    long task = panel.add();
    Reply group = CLIENT.call("/operate_monitor", app.form(1));
    long monitor = group.info().get("monitor_id").asLong();
    long contact =
        panel.ok("contact_add", "type", "sms", "address", "+79001234567").get("id").asLong();
    Reply deleted = operate("leaving", "/delete", Map.of());
    assertThat(deleted.body().toString())
        .isEqualTo("{\"name\":\"leaving\",\"monitors\":1,\"tasks\":1,\"contacts\":1}");
    assertThat(panel.errors("node_list")).containsExactly("auth_failed");
    assertThat(CLIENT.call("/operate_monitor", app.form(1)).code()).isEqualTo(1004);
    assertThat(operate("leaving", "/delete", Map.of()).status()).isEqualTo(404);
    assertThat(events("leaving").getLast().getKind()).isEqualTo(AccountEventKind.DELETED);
    assertThat(contactEvents(contact).getLast().getKind()).isEqualTo(ContactEventKind.DELETED);
    assertThat(
            monitors().stream()
                .filter(event -> event.getMonitorId() == monitor || target(event) == task)
                .filter(event -> event.getAfter().getState() == MonitorState.STOPPED))
        .hasSize(2);
  }

  @Test
  void templatesAreSetAsAWhole() {
    TaskClient.of(GATEWAY, "texts");
    Reply set =
        operate(
            "texts",
            "/templates",
            Map.of(
                "templates",
                List.of(
                    Map.of(
                        "event", "opened",
                        "codes", "4xx",
                        "audience", "client",
                        "language", "ru",
                        "channel", "email",
                        "subject", "{task}",
                        "text", "Строка\n{text}"))));
    assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    var template = events("texts").getLast().getAfter().getTemplates().getFirst();
    assertThat(template.getText()).isEqualTo("Строка\n{text}");
    assertThat(template.getCodes()).isEqualTo("4xx");
    Reply faulty =
        operate("texts", "/templates", Map.of("templates", List.of(Map.of("event", "x"))));
    assertThat(faulty.body().get("error").asString())
        .contains("event is x", "language is missing", "text is missing");
    Reply unseen =
        operate("texts", "/preview", Map.of("event", "x", "channel", "fax", "zone", "?"));
    assertThat(unseen.status()).isEqualTo(400);
    assertThat(unseen.body().get("error").asString())
        .contains("event is x", "channel is fax", "zone is ?");
    // This gateway knows no notifier, so nobody composes.
    assertThat(operate("texts", "/preview", Map.of("event", "opened", "channel", "sms")).status())
        .isEqualTo(503);
  }

  private static Reply operate(String account, String call, Map<String, ?> body) {
    return CLIENT.operator("/operator/accounts/" + account + call, body);
  }

  private static String secret(String account, String what) {
    return operate(account, "/rotate", Map.of("what", what)).body().get("secret").asString();
  }

  private static String agent(long task) {
    return monitors().stream()
        .filter(event -> target(event) == task)
        .toList()
        .getLast()
        .getAfter()
        .getCheck()
        .getUserAgent();
  }

  private static long target(MonitorEvent event) {
    return event.getAfter().getTargets().getFirst().getTargetId();
  }

  private static List<MonitorEvent> monitors() {
    published();
    return GATEWAY.published(Topics.MONITORS, MonitorEvent.class);
  }

  private static List<AccountEvent> events(String account) {
    published();
    return GATEWAY.published(Topics.ACCOUNTS, AccountEvent.class).stream()
        .filter(event -> event.getAfter().getName().equals(account))
        .toList();
  }

  private static List<ContactEvent> contactEvents(long contact) {
    published();
    return GATEWAY.published(Topics.CONTACTS, ContactEvent.class).stream()
        .filter(event -> event.getContactId() == contact)
        .toList();
  }

  private static void published() {
    await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.waiting() == 0);
  }
}
