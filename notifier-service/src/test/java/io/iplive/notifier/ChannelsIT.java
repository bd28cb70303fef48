package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.Panel.Received;
import io.iplive.notifier.directory.Account.State;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.doubles.SmscDouble.Sms;
import io.iplive.notifier.kafka.outage.OutageListener;
import io.iplive.notifier.mail.Mailbox;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.silence.Held;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.Audience;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.schemas.notifier.SilenceReason;
import io.iplive.schemas.verdict.CloseReason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every channel from the outage event to the receiver, and what the gateway asks of them. */
class ChannelsIT {

  private static final Rig RIG = Rig.get();
  private static final Events EVENTS = RIG.events();
  private static final DeliverySteps STEPS = new DeliverySteps(RIG);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void close() {
    STEPS.close();
    HTTP.close();
  }

  @Test
  void aWebhookHearsOfBeginningAndEndInItsWords() {
    try (Panel panel = new Panel()) {
      account(401, false);
      EVENTS.contact(EVENTS.contact(401, 401, ContactType.WEBHOOK, panel.url()).build(), 1);
      EVENTS.monitor(401, 401, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(401);
      EVENTS.opened(40101, 401, 18, 1025842575);
      EVENTS.closed(40101, 401, 18, 1025842575, CloseReason.STOPPED);

      await().until(() -> panel.received().size() == 2);
      JsonNode closed = JsonMapper.shared().readTree(panel.received().get(1).body());
      assertThat(closed.path("event").asString()).isEqualTo("outage.closed");
      assertThat(closed.path("reason").asString()).isEqualTo("stopped");
      assertThat(closed.path("app_name").asString()).isEqualTo("app401");
      assertThat(closed.path("duration").asInt()).isEqualTo(420);
      assertThat(panel.received().get(0).header("Content-type")).startsWith("application/json");
      await().until(() -> steps(401).size() == 4);
      assertThat(steps(401))
          .extracting(DeliveryEvent::getKind)
          .containsExactlyInAnyOrder(
              DeliveryEventKind.RECORDED,
              DeliveryEventKind.DELIVERED,
              DeliveryEventKind.RECORDED,
              DeliveryEventKind.DELIVERED);
      assertThat(steps(401))
          .allSatisfy(step -> {
            assertThat(step.getContactType()).isEqualTo(ContactType.WEBHOOK);
            assertThat(step.getAccountId()).isEqualTo(401);
            assertThat(step.getMonitorId()).isEqualTo(401);
            assertThat(step.getOutageId()).isEqualTo(40101);
            assertThat(step.getNotice()).isIn(NoticeEvent.OPENED, NoticeEvent.CLOSED);
          });
      assertThat(steps(401)).extracting(DeliveryEvent::getEventId).doesNotHaveDuplicates();
    }
  }

  @Test
  void aMailComesInTheClientsLanguageAndUnderTheAccountsName() {
    EVENTS.account(
        account402().setSenderAddress("noc@host402.example").setSenderName("Host").build(), 1);
    EVENTS.contact(
        EVENTS
            .contact(402, 402, ContactType.EMAIL, "client402@example.com")
            .setLanguage("ru")
            .setAudience(Audience.CLIENT)
            .build(),
        1);
    EVENTS.monitor(402, 402, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(402);
    EVENTS.opened(40201, 402, 18, 1025842575);

    await().until(() -> mails("client402@example.com").size() == 1);
    Mailbox.Received mail = mails("client402@example.com").getFirst();
    assertThat(mail.from()).isEqualTo("noc@host402.example");
    assertThat(mail.ehlo()).isEqualTo("host402.example");
    assertThat(mail.data()).contains("Subject: =?UTF-8?").doesNotContainIgnoringCase("iplive");
    await().until(() -> steps(402).size() == 2);
    assertThat(steps(402).getLast().getAnswerCode()).isEqualTo(250);
  }

  private static Account.Builder account402() {
    return Account.newBuilder().setAccountId(402).setName("a402").setState(AccountState.ACTIVE);
  }

  @Test
  void anSmsIsPublishedWithItsPriceAndThenWithItsStates() throws Exception {
    account(403, false);
    EVENTS.contact(EVENTS.contact(403, 403, ContactType.SMS, "+79990000403").build(), 1);
    EVENTS.monitor(403, 403, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(403);
    EVENTS.opened(40301, 403, 18, 1025842575);

    await().until(() -> texts("+79990000403").size() == 1);
    int smsId = texts("+79990000403").getFirst().id();
    await().until(() -> steps(403).size() == 2);
    DeliveryEvent delivered = steps(403).getLast();
    assertThat(delivered.getKind()).isEqualTo(DeliveryEventKind.DELIVERED);
    assertThat(delivered.getSms())
        .satisfies(sms -> {
          assertThat(sms.getSmsId()).isEqualTo(smsId);
          assertThat(sms.getParts()).isEqualTo(1);
          assertThat(sms.getCostMicros()).isEqualTo(2_500_000);
          assertThat(sms.getPhone()).isEqualTo("+79990000403");
          assertThat(sms.getSentAt()).isNotNull();
        });

    assertThat(status(smsId, 1, "wrong")).isEqualTo(403);
    assertThat(status(smsId, 1, Rig.SMS_SECRET)).isEqualTo(200);
    assertThat(status(2_000_000_000, 1, Rig.SMS_SECRET)).as("of none of ours").isEqualTo(200);
    await().until(() -> steps(403).size() == 3);
    assertThat(steps(403).getLast().getKind()).isEqualTo(DeliveryEventKind.STATE_CHANGED);
    assertThat(steps(403).getLast().getSms().getState()).isEqualTo(1);
    assertThat(RIG.smsc().violations()).isEmpty();
  }

  @Test
  void aChatIsToldByTheInstallationsBot() {
    account(404, false);
    EVENTS.contact(EVENTS.contact(404, 404, ContactType.TELEGRAM, "-100404").build(), 1);
    EVENTS.monitor(404, 404, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(404);
    EVENTS.opened(40401, 404, 18, 1025842575);

    await().until(() -> !chats("-100404").isEmpty());
    Received call = chats("-100404").getFirst();
    assertThat(call.path()).isEqualTo("/bot" + Rig.BOT_TOKEN + "/sendMessage");
    assertThat(call.body()).contains("does not work").doesNotContainIgnoringCase("iplive");
  }

  @Test
  void nothingOfATestAccountLeavesThatCostsOrBothersAnybody() {
    account(405, true);
    EVENTS.contact(EVENTS.contact(4051, 405, ContactType.SMS, "+79990000405").build(), 1);
    EVENTS.contact(EVENTS.contact(4052, 405, ContactType.EMAIL, "x405@example.com").build(), 1);
    EVENTS.monitor(405, 405, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(405);
    EVENTS.opened(40501, 405, 18, 1025842575);

    await()
        .untilAsserted(() ->
            assertThat(steps(405))
                .extracting(DeliveryEvent::getKind)
                .filteredOn(kind -> kind == DeliveryEventKind.DROPPED)
                .hasSize(2));
    assertThat(texts("+79990000405")).isEmpty();
    assertThat(mails("x405@example.com")).isEmpty();
  }

  @Test
  void aBannedAccountTellsNobodyAndAnUnpaidOneItsDefaults() {
    try (Panel panel = new Panel()) {
      account(406, false);
      EVENTS.contact(EVENTS.contact(406, 406, ContactType.WEBHOOK, panel.url()).build(), 1);
      EVENTS.monitor(406, 406, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(406);
      suspended(406, SuspensionReason.BALANCE, 2);
      await().until(() -> panel.received().size() == 1);
      assertThat(panel.received().getFirst().body()).contains("\"event\":\"balance.zero\"");

      suspended(406, SuspensionReason.OPERATOR, 3);
      await()
          .until(() ->
              RIG.bean(Directory.class).accounts(List.of(406L)).values().stream()
                  .anyMatch(account -> account.state() == State.BANNED));
      EVENTS.opened(40601, 406, 18, 1025842575);
      EVENTS.opened(40602, 401_000, 18, 1025842575); // what comes behind it is read already
      account(407, false);
      EVENTS.contact(EVENTS.contact(407, 407, ContactType.WEBHOOK, panel.url()).build(), 1);
      EVENTS.monitor(407, 407, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(407);
      EVENTS.opened(40701, 407, 18, 1025842575);
      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received().getLast().body()).contains("\"monitor_id\":407");
    }
  }

  @Test
  void aContactIsTriedWithTheCallThatItWouldGet() throws Exception {
    try (Panel panel = new Panel()) {
      EVENTS.account(EVENTS.account(408, panel.url()).build(), 1);
      EVENTS.contact(408, 408, panel.url() + "?own=1", 1);
      EVENTS.monitor(408, 408, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(408);
      panel.says("thanks");

      JsonNode works = ask("contact-test", "{\"contact_id\":408}");
      assertThat(works.path("ok").asBoolean()).isTrue();
      assertThat(works.path("answer_code").asInt()).isEqualTo(200);
      assertThat(works.path("body").asString()).isEqualTo("thanks");
      assertThat(works.path("hint").isNull()).isTrue();
      Received call = panel.received().getFirst();
      assertThat(call.header("X-test")).isEqualTo("1");
      assertThat(call.header("X-signature")).startsWith("v1=");
      assertThat(call.query()).startsWith("own=1&key=");

      panel.answers(302);
      JsonNode not = ask("contact-test", "{\"contact_id\":408}");
      assertThat(not.path("ok").asBoolean()).isFalse();
      assertThat(not.path("hint").asString()).contains("Redirects are not followed");
      assertThat(ask("callback-test", "{\"app_id\":408}").path("answer_code").asInt())
          .isEqualTo(302);
      assertThat(panel.received().getLast().method()).isEqualTo("POST");
    }
  }

  @Test
  void anSmsThatTriesAContactIsADeliveryLikeAnyOther() throws Exception {
    account(413, false);
    EVENTS.contact(EVENTS.contact(413, 413, ContactType.SMS, "+79990000413").build(), 1);
    EVENTS.monitor(413, 413, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(413);

    JsonNode works = ask("contact-test", "{\"contact_id\":413}");
    assertThat(works.path("ok").asBoolean()).isTrue();
    assertThat(works.path("hint").isNull()).isTrue();
    assertThat(texts("+79990000413")).hasSize(1);
    await().until(() -> STEPS.ofAccount(413).size() == 2);
    DeliveryEvent delivered = STEPS.ofAccount(413).getLast();
    assertThat(delivered.getKind()).isEqualTo(DeliveryEventKind.DELIVERED);
    assertThat(delivered.getSms().getParts()).as("what is charged").isEqualTo(1);
    assertThat(delivered.getSms().getCostMicros()).isEqualTo(2_500_000);
    int smsId = texts("+79990000413").getFirst().id();
    assertThat(status(smsId, 22, Rig.SMS_SECRET)).isEqualTo(200);
    await().until(() -> STEPS.ofAccount(413).size() == 3);
    assertThat(STEPS.ofAccount(413).getLast().getSms().getState()).isEqualTo(22);
  }

  @Test
  void theInternalApiIsTheOperatorsAndSaysWhatIsWrong() throws Exception {
    assertThat(post("preview", "{}", "wrong").statusCode()).isEqualTo(401);
    assertThat(post("contact-test", "{\"contact_id\":999999}", Rig.OPERATOR_TOKEN).statusCode())
        .isEqualTo(404);
    assertThat(post("contact-test", "{", Rig.OPERATOR_TOKEN).statusCode()).isEqualTo(400);
    HttpResponse<String> wrong =
        post(
            "preview",
            "{\"account_id\":1,\"event\":\"WRONG\",\"channel\":\"email\"}",
            Rig.OPERATOR_TOKEN);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("event is WRONG; allowed are").contains("OPENED");
  }

  @Test
  void aTextIsShownBeforeItIsSent() throws Exception {
    JsonNode mail =
        ask(
            "preview",
            "{\"account_id\":1,\"event\":\"OPENED\",\"code\":404,\"audience\":\"CLIENT\","
                + "\"language\":\"ru\",\"channel\":\"email\"}");
    assertThat(mail.path("subject").asString()).isEqualTo("Ваш сайт example.com не отвечает");
    assertThat(mail.path("text").asString()).contains("код ответа HTTP 404");
    assertThat(mail.path("html").asString()).contains("<html>");
    assertThat(mail.path("parts").isNull()).isTrue();
    JsonNode sms =
        ask(
            "preview",
            "{\"account_id\":1,\"event\":\"CLOSED\",\"code\":2010,\"language\":\"ru\","
                + "\"channel\":\"sms\"}");
    assertThat(sms.path("parts").asInt()).isEqualTo(1);
    assertThat(sms.path("text").asString()).contains("работает с 05.07 04:23");
  }

  @Test
  void whatWasToldIsToldAgainOnDemand() throws Exception {
    try (Panel panel = new Panel()) {
      account(409, false);
      EVENTS.contact(409, 409, panel.url(), 1);
      EVENTS.monitor(409, 409, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(409);
      EVENTS.opened(40901, 409, 18, 1025842575);
      EVENTS.closed(40901, 409, 18, 1025842575, CloseReason.RECOVERED);
      await().until(() -> panel.received().size() == 2);
      await().until(() -> steps(409).size() == 4);

      JsonNode queued =
          ask(
              "redeliver",
              "{\"account_id\":409,\"from_ms\":0,\"to_ms\":9999999999999,\"contact_id\":409}");
      assertThat(queued.path("queued").asInt()).isEqualTo(2);
      await().until(() -> panel.received().size() == 4);
      assertThat(panel.received())
          .extracting(call -> call.field("status"))
          .containsExactly("0", "200", "0", "200");
      assertThat(panel.received().get(2).header("X-delivery-id"))
          .isEqualTo(panel.received().get(0).header("X-delivery-id"));
    }
  }

  @Test
  void whatOpensInAMaintenanceIsToldIfItIsDownStillWhenThatEnds() {
    try (Panel panel = new Panel()) {
      long now = Instant.now().getEpochSecond();
      account(410, false);
      EVENTS.contact(410, 410, panel.url(), 1);
      EVENTS.maintenance(4101, 410, 4101, now - 600, now + 4);
      EVENTS.maintenance(4102, 410, 4102, now - 600, now + 600);
      EVENTS.monitor(410, 410, 1, MonitorState.ACTIVE);
      RIG.awaitMonitor(410);
      await().until(() -> RIG.bean(Directory.class).windows(List.of(4101L, 4102L)).size() == 2);
      EVENTS.opened(41001, 410, 4101, now - 430);
      EVENTS.opened(41002, 410, 4102, now - 430);
      EVENTS.opened(41003, 410, 4103, now - 430);
      EVENTS.closed(41002, 410, 4102, now - 430, CloseReason.RECOVERED);

      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received())
          .extracting(call -> call.field("id") + " " + call.field("status"))
          .containsExactly("4103 0", "4101 0");
      assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(now + 4);
      EVENTS.closed(41001, 410, 4101, now - 430, CloseReason.RECOVERED);
      await().until(() -> panel.received().size() == 3);
      assertThat(panel.received().getLast().field("status")).isEqualTo("200");
      await()
          .untilAsserted(() ->
              assertThat(steps(410))
                  .filteredOn(step -> step.getKind() == DeliveryEventKind.SILENCED)
                  .extracting(step -> step.getOutageId() + " " + step.getSilence())
                  .containsExactlyInAnyOrder("41001 MAINTENANCE", "41002 MAINTENANCE"));
    }
  }

  @Test
  void anEndThatComesTogetherWithItsBeginningIsNotToldEither() {
    long now = Instant.now().getEpochSecond();
    account(412, false);
    EVENTS.contact(412, 412, "http://127.0.0.1:1/", 1);
    EVENTS.maintenance(412, 412, 4121, now - 600, now + 600);
    EVENTS.monitor(412, 412, 1, MonitorState.ACTIVE);
    RIG.awaitMonitor(412);
    await().until(() -> RIG.bean(Directory.class).windows(List.of(4121L)).size() == 1);
    Silences silences = RIG.bean(Silences.class);
    OutageListener listener =
        new OutageListener(
            RIG.bean(Directory.class),
            RIG.bean(OutageJournal.class),
            silences,
            () -> {},
            new HttpSchemaRegistry(RIG.registry()),
            InstantSource.system());
    listener.onMessage(
        List.of(
            EVENTS.polled(41201, 412, 4121, now - 60, null),
            EVENTS.polled(41201, 412, 4121, now - 60, now)));

    assertThat(silences.untold(List.of(41201L)).values()).extracting(Held::over).contains(true);
    await().until(() -> steps(412).size() == 1);
    assertThat(steps(412).getFirst().getKind()).isEqualTo(DeliveryEventKind.SILENCED);
  }

  @Test
  void aServiceIsSilentWhileItsHostIsDownWhicheverIsFoundFirst() {
    try (Panel panel = new Panel()) {
      long since = Instant.now().getEpochSecond() - 430;
      account(411, false);
      EVENTS.contact(411, 411, panel.url(), 1);
      EVENTS.monitor(4110, 411, 1, MonitorState.ACTIVE);
      EVENTS.monitor(4111, 411, 1, MonitorState.ACTIVE, 4110L);
      EVENTS.monitor(4112, 411, 1, MonitorState.ACTIVE, 4119L); // of nothing that is watched
      List.of(4110L, 4111L, 4112L).forEach(RIG::awaitMonitor);
      EVENTS.opened(41111, 4111, 41110, since);
      EVENTS.opened(41101, 4110, 41100, since);
      EVENTS.opened(41121, 4112, 41120, since);

      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received())
          .extracting(call -> call.field("id"))
          .containsExactly("41100", "41120");
      await().until(() -> steps(4111).size() == 1);
      assertThat(steps(4111).getFirst().getSilence()).isEqualTo(SilenceReason.PARENT);
      EVENTS.closed(41111, 4111, 41110, since, CloseReason.RECOVERED);
      EVENTS.closed(41101, 4110, 41100, since, CloseReason.RECOVERED);
      await().until(() -> panel.received().size() == 3);
      assertThat(panel.received().getLast().field("id")).isEqualTo("41100");
    }
  }

  private static void account(long id, boolean test) {
    EVENTS.account(EVENTS.account(id, "http://127.0.0.1:1/").setTest(test).build(), 1);
  }

  private static void suspended(long id, SuspensionReason reason, long version) {
    EVENTS.account(
        EVENTS.account(id, null).setState(AccountState.SUSPENDED).setSuspendedFor(reason).build(),
        version);
  }

  private static List<DeliveryEvent> steps(long monitorId) {
    return STEPS.of(monitorId);
  }

  private static List<Mailbox.Received> mails(String to) {
    return RIG.mailbox().all().stream().filter(mail -> mail.to().equals(to)).toList();
  }

  private static List<Sms> texts(String phone) {
    return RIG.smsc().taken().stream().filter(sms -> sms.phone().equals(phone)).toList();
  }

  private static List<Received> chats(String chat) {
    return RIG.bot().received().stream()
        .filter(call -> call.body().contains("\"chat_id\":\"" + chat + "\""))
        .toList();
  }

  private static int status(int id, int state, String secret) throws Exception {
    String form =
        "id=%d&phone=79990000403&status=%d&err=0&md5=%s"
            .formatted(id, state, md5("%d:79990000403:%d:%s".formatted(id, state, secret)));
    return HTTP.send(
            HttpRequest.newBuilder(RIG.address("/smsc/status"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static String md5(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode ask(String call, String body) throws Exception {
    HttpResponse<String> answer = post(call, body, Rig.OPERATOR_TOKEN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> post(String call, String body, String token)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(RIG.address("/internal/" + call))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
