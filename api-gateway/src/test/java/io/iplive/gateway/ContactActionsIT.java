package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Audience;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.DeliveryPolicy;
import io.iplive.schemas.gateway.StatusCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** contracts/monitorus.md, "Actions": contact_* and callback_set. */
class ContactActionsIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final GatewayClient CLIENT = GATEWAY.client;

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static TaskClient other = new TaskClient(GATEWAY.client, "", "");

  @BeforeAll
  static void accounts() {
    panel = TaskClient.of(GATEWAY, "contacts");
    other = TaskClient.of(GATEWAY, "contacts-other");
  }

  @ParameterizedTest
  @CsvSource({
    "http,     https://p.example/cb.php?a=1",
    "webhook,  http://p.example:8080/",
    "sms,      +79001234567",
    "email,    ann.b+c@mail.example",
    "telegram, -1001234567890",
    "telegram, @channel_name"
  })
  void addressesAreOfTheirType(String type, String address) {
    panel.ok("contact_add", "type", type, "address", address);
  }

  @ParameterizedTest
  @CsvSource({
    "http,     http://user:secret@p.example/",
    "http,     http://p.example/#top",
    "http,     ftp://p.example/",
    "http,     http://127.0.0.1/",
    "webhook,  http://169.254.169.254/latest",
    "webhook,  p.example",
    "sms,      89001234567",
    "sms,      +1234567",
    "sms,      +1234567890123456",
    "email,    ann",
    "email,    ann@",
    "email,    a b@c.example",
    "email,    ann@1.2.3.4",
    "telegram, channel",
    "telegram, 12345678901234567890"
  })
  void anAddressOfAnotherFormIsRefused(String type, String address) {
    assertThat(panel.errors("contact_add", "type", type, "address", address))
        .containsExactly("address_invalid");
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    assertThat(
            panel.errors(
                "contact_add",
                "type",
                "http",
                "address",
                "x",
                "name",
                "a\tb",
                "secret",
                "é",
                "lang",
                "de",
                "tz",
                "Mars/Olympus",
                "audience",
                "me",
                "delay",
                "1441",
                "repeat",
                "5",
                "policy",
                "never",
                "codes",
                "all",
                "default",
                "2"))
        .containsExactlyInAnyOrder(
            "address_invalid",
            "name_invalid",
            "secret_invalid",
            "lang_invalid",
            "tz_invalid",
            "audience_invalid",
            "delay_invalid",
            "repeat_not_allowed",
            "policy_invalid",
            "codes_invalid",
            "default_invalid");
    assertThat(panel.errors("contact_add")).containsExactly("type_required", "address_required");
  }

  @Test
  void aSecretIsShownOnceAndNeverListed() {
    JsonNode added = panel.ok("contact_add", "type", "http", "address", "http://p.example/");
    assertThat(added.get("secret").asString()).hasSize(32);
    JsonNode given =
        panel.ok(
            "contact_add",
            "type",
            "http",
            "address",
            "http://p.example/",
            "secret",
            "fghghjghj56565");
    assertThat(given.get("secret").asString()).isEqualTo("fghghjghj56565");
    assertThat(
            panel
                .ok("contact_add", "type", "sms", "address", "+79001234567")
                .get("secret")
                .isNull())
        .isTrue();
    String list = panel.ok("contact_list").toString();
    assertThat(list).doesNotContain("fghghjghj56565", added.get("secret").asString());
    assertThat(GATEWAY.journal()).doesNotContain("fghghjghj56565");
    String id = added.get("id").asString();
    assertThat(panel.ok("contact_edit", "id", id, "name", "x").get("secret").isNull()).isTrue();
    assertThat(panel.ok("contact_edit", "id", id, "secret", "").get("secret").asString())
        .hasSize(32)
        .isNotEqualTo(added.get("secret").asString());
  }

  @Test
  void contactsAreListedAsTheContractShowsThem() {
    TaskClient client = TaskClient.of(GATEWAY, "contact-list");
    long id =
        client
            .ok(
                "contact_add",
                "type",
                "http",
                "name",
                "panel",
                "address",
                "https://p.example/cb.php",
                "lang",
                "ru",
                "default",
                "1")
            .get("id")
            .asLong();
    assertThat(client.ok("contact_list").toString())
        .isEqualTo(
            """
            {"result":"ok","contacts":[{"id":%d,"type":"http","name":"panel",\
            "address":"https://p.example/cb.php","has_secret":1,"audience":"staff","lang":"ru",\
            "tz":"UTC","delay":0,"repeat":0,"policy":"legacy","codes":"seed","default":1,\
            "last_ok":null,"last_error":null}]}\
            """
                .formatted(id));
    long task = client.add();
    assertThat(
            client
                .ok("task_info", "id", Long.toString(task))
                .get("task")
                .get("contacts")
                .toString())
        .isEqualTo("[%d]".formatted(id));
  }

  @Test
  void anEditKeepsWhatItDoesNotName() {
    String id =
        panel
            .ok(
                "contact_add",
                "type",
                "webhook",
                "address",
                "https://p.example/",
                "delay",
                "5",
                "repeat",
                "60",
                "policy",
                "legacy",
                "codes",
                "full",
                "audience",
                "client",
                "tz",
                "Europe/Moscow")
            .get("id")
            .asString();
    assertThat(panel.errors("contact_edit", "id", id, "type", "http"))
        .containsExactly("repeat_not_allowed");
    assertThat(panel.errors("contact_edit", "id", id, "type", "sms"))
        .containsExactly("address_invalid");
    panel.ok("contact_edit", "id", id, "delay", "", "name", "ops");
    ContactEvent last = events(Long.parseLong(id)).getLast();
    assertThat(last.getChanged()).containsExactlyInAnyOrder("name", "delayMinutes");
    assertThat(last.getAfter().getType()).isEqualTo(ContactType.WEBHOOK);
    assertThat(last.getAfter().getDelayMinutes()).isZero();
    assertThat(last.getAfter().getRepeatMinutes()).isEqualTo(60);
    assertThat(last.getAfter().getPolicy()).isEqualTo(DeliveryPolicy.LEGACY);
    assertThat(last.getAfter().getCodes()).isEqualTo(StatusCodes.FULL);
    assertThat(last.getAfter().getAudience()).isEqualTo(Audience.CLIENT);
    assertThat(last.getAfter().getZone()).isEqualTo("Europe/Moscow");
    String before = GATEWAY.stored();
    panel.ok("contact_edit", "id", id, "name", "ops");
    assertThat(GATEWAY.stored()).isEqualTo(before);
  }

  @Test
  void deletingDetachesAndNamesWhoIsLeftWithNobody() {
    String one =
        panel.ok("contact_add", "type", "sms", "address", "+79001234567").get("id").asString();
    String two =
        panel.ok("contact_add", "type", "sms", "address", "+79001234568").get("id").asString();
    long alone = panel.add("contacts", one);
    long both = panel.add("contacts", one + "," + two);
    assertThat(other.errors("contact_delete", "id", one)).containsExactly("contact_unknown");
    JsonNode deleted = panel.ok("contact_delete", "id", one);
    assertThat(deleted.get("tasks_without_contact").toString()).isEqualTo("[%d]".formatted(alone));
    assertThat(
            panel.ok("task_info", "id", Long.toString(both)).get("task").get("contacts").toString())
        .isEqualTo("[%s]".formatted(two));
    assertThat(panel.errors("contact_delete", "id", one)).containsExactly("contact_unknown");
    assertThat(GATEWAY.client.call("/api/", panel.seed("contacts", one)).body().toString())
        .contains("contact_unknown");
  }

  @Test
  void whoeverFollowsTheDefaultsIsNamedWhenTheLastOfThemIsDeleted() {
    TaskClient follower = TaskClient.of(GATEWAY, "contacts-defaults");
    String one = preset(follower, "+79001234567");
    String two = preset(follower, "+79001234568");
    long task = follower.add();
    assertThat(follower.ok("contact_delete", "id", one).get("tasks_without_contact")).isEmpty();
    assertThat(follower.ok("contact_delete", "id", two).get("tasks_without_contact").toString())
        .isEqualTo("[%d]".formatted(task));
  }

  @Test
  void groupsNameADeletedContactNoMore() {
    Panel group = CLIENT.panel();
    String contact = Long.toString(CLIENT.contact(group));
    Map<String, String> form = group.form(-7);
    form.put("contacts", contact);
    assertThat(CLIENT.call("/operate_monitor", form).code()).isEqualTo(1000);
    Reply deleted =
        CLIENT.send(
            "/api/",
            GatewayClient.FORM,
            GatewayClient.encoded(Map.of("action", "contact_delete", "id", contact)),
            Map.of("Authorization", "Bearer " + group.token()));
    assertThat(deleted.body().get("groups_without_contact").toString())
        .isEqualTo("[{\"app_name\":\"%s\",\"group_id\":-7}]".formatted(group.appName()));
    Map<String, String> list = Map.of("app_name", group.appName(), "token", group.token());
    assertThat(CLIENT.call("/list_monitor", list).body().toString())
        .contains("\"contacts\":\"none\"");
  }

  private static String preset(TaskClient client, String phone) {
    return client
        .ok("contact_add", "type", "sms", "address", phone, "default", "1")
        .get("id")
        .asString();
  }

  @Test
  void aContactThatIsCalledFromNowOnGetsASecretAndOneThatIsWrittenToTakesNone() {
    String id =
        panel.ok("contact_add", "type", "sms", "address", "+79001234567").get("id").asString();
    JsonNode called =
        panel.ok("contact_edit", "id", id, "type", "http", "address", "https://p.example/");
    assertThat(called.get("secret").asString()).hasSize(32);
    assertThat(events(Long.parseLong(id)).getLast().getAfter().getSecrets()).hasSize(1);
    panel.ok("contact_edit", "id", id, "secret", "another-secret");
    assertThat(events(Long.parseLong(id)).getLast().getAfter().getSecrets()).hasSize(2);
    assertThat(
            panel.errors(
                "contact_add", "type", "sms", "address", "+79001234567", "secret", "a-secret"))
        .containsExactly("secret_not_allowed");
    assertThat(
            panel
                .ok("contact_add", "type", "telegram", "address", "-1001", "secret", "1:a-bot")
                .get("secret")
                .asString())
        .isEqualTo("1:a-bot");
  }

  @Test
  void aTestThatNobodyCanSendSaysSo() {
    String id =
        panel.ok("contact_add", "type", "sms", "address", "+79001234567").get("id").asString();
    assertThat(panel.errors("contact_test", "id", id)).containsExactly("test_unavailable");
    assertThat(other.errors("contact_test", "id", id)).containsExactly("contact_unknown");
  }

  @Test
  void callbacksOfAnAppAreSetAndTheirSecretRotated() {
    JsonNode set =
        panel.ok(
            "callback_set",
            "app",
            "contacts",
            "url",
            "https://p.example/cb",
            "mode",
            "on_change",
            "inconclusive",
            "include",
            "secret",
            "");
    String secret = set.get("secret").asString();
    assertThat(set.toString())
        .isEqualTo(
            """
            {"result":"ok","app":"contacts","url":"https://p.example/cb","mode":"on_change",\
            "inconclusive":"include","secret":"%s"}\
            """
                .formatted(secret));
    assertThat(panel.ok("callback_set", "app", "contacts", "url", "").get("url").isNull()).isTrue();
    assertThat(panel.errors("callback_set", "app", "contacts-other", "url", "x"))
        .containsExactlyInAnyOrder("url_invalid", "app_unknown");
  }

  /** The contact's events, when all that is recorded is published. */
  private static List<ContactEvent> events(long contact) {
    await().atMost(Duration.ofSeconds(20)).until(() -> GATEWAY.waiting() == 0);
    return GATEWAY.published(Topics.CONTACTS, ContactEvent.class).stream()
        .filter(event -> event.getContactId() == contact)
        .toList();
  }
}
