package io.iplive.notifier.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.call.WebhookCall.About;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Ending;
import io.iplive.notifier.message.Message;
import io.iplive.notifier.message.Message.BalanceZero;
import io.iplive.notifier.message.Message.OutageClosed;
import io.iplive.notifier.message.Message.OutageOpened;
import io.iplive.notifier.message.Message.OutageReminder;
import io.iplive.notifier.message.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookCallTest {

  private static final DeliveryId ID = DeliveryId.toContact("901:OPENED", 134);
  private static final About ABOUT = new About(1, 134, "My \"site\"\n", "http://h/", "acme");
  private static final Outage OUTAGE =
      new Outage(901, 7, 18, 5, 4L, 1025842575, 404, 2040, "It is \\ not there");

  @Test
  void aClosedOutageHasAllThatIsDescribed() {
    Call call = call(new OutageClosed(OUTAGE, 1025842995, Ending.STOPPED), "new");
    assertThat(body(call))
        .isEqualTo(
            """
            {"event":"outage.closed","delivery_id":"%s","account_id":1,"contact_id":134,"id":18,\
            "monitor_id":7,"name":"My \\"site\\"\\u000a","data":"http://h/","app_name":"acme",\
            "group_id":4,"record_id":5,"outage_id":901,"status":404,"code":2040,\
            "text":"It is \\\\ not there","time_start":1025842575,"time_stop":1025842995,\
            "duration":420,"reason":"stopped","reminder":null}\
            """
                .formatted(ID.value()));
  }

  @Test
  void everyEventHasTheSameFields() {
    Set<String> fields = fields(call(new OutageOpened(OUTAGE), "s"));
    assertThat(fields).hasSize(20);
    for (Message message :
        List.of(
            new OutageReminder(OUTAGE, 2),
            new OutageClosed(OUTAGE, 1025842995, Ending.RECOVERED),
            new BalanceZero(5))) {
      assertThat(fields(call(message, "s"))).isEqualTo(fields);
    }
    assertThat(fields(WebhookCall.test(caller("s"), ABOUT))).isEqualTo(fields);
  }

  @Test
  void anOpenedOutageGoesOnAndAReminderIsNumbered() {
    JsonNode opened = json(call(new OutageOpened(OUTAGE), "s"));
    assertThat(opened.path("time_stop").isNull()).isTrue();
    assertThat(opened.path("reason").isNull()).isTrue();
    assertThat(json(call(new OutageReminder(OUTAGE, 2), "s")).path("reminder").asInt())
        .isEqualTo(2);
  }

  @Test
  void theBodyIsSignedWithEverySecretThatIsValid() {
    Call call = call(new OutageOpened(OUTAGE), "new", "old");
    assertThat(call.headers())
        .containsEntry("X-Delivery-Id", ID.value())
        .containsEntry("Idempotency-Key", ID.value())
        .containsEntry("X-Signature-Timestamp", "1025842580")
        .containsEntry(
            "X-Signature",
            "v1=%s,v1=%s"
                .formatted(
                    Digests.hmacSha256("new", "1025842580." + body(call)),
                    Digests.hmacSha256("old", "1025842580." + body(call))));
  }

  private static Call call(Message message, String... secrets) {
    return WebhookCall.of(caller(secrets), ABOUT, message);
  }

  private static Caller caller(String... secrets) {
    return new Caller("https://h/hook", List.of(secrets), ID, Instant.ofEpochSecond(1025842580));
  }

  private static String body(Call call) {
    return call.body() == null ? "" : call.body().text();
  }

  private static JsonNode json(Call call) {
    return JsonMapper.shared().readTree(body(call));
  }

  private static Set<String> fields(Call call) {
    return new TreeSet<>(json(call).propertyNames());
  }
}
