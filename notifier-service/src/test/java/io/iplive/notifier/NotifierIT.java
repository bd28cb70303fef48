package io.iplive.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.iplive.notifier.Panel.Received;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.routing.DeadOutages;
import io.iplive.notifier.routing.OutageJournal.Kept;
import io.iplive.notifier.routing.OutageJournal.Position;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.CallbackMode;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker, a real database and real receivers. */
class NotifierIT {

  private static final Rig RIG = Rig.get();
  private static final Events EVENTS = RIG.events();

  @Test
  void aClosedRoundCallsTheAppBackOnceAndSigned() throws Exception {
    try (Panel panel = new Panel()) {
      group(101, 11, panel, CallbackMode.EVERY_ROUND);
      EVENTS.round(101, 11, 1025842575, Outcome.UP);

      Received call = only(panel);
      assertThat(call.method()).isEqualTo("POST");
      assertThat(call.fields())
          .isEqualTo(
              Map.of(
                  "group_id",
                  "101",
                  "timestamp",
                  "1025842575",
                  "result",
                  "[{\"record_id\":\"1\",\"status\":\"1\",\"res_time\":5}]"));
      assertThat(call.header("X-app-name")).isEqualTo("app11");
      assertThat(call.header("X-delivery-id"))
          .isEqualTo(call.header("Idempotency-key"))
          .hasSize(32);
      assertThat(call.header("X-signature"))
          .isEqualTo(
              "v1="
                  + hmac(
                      "callback-secret", call.header("X-signature-timestamp") + "." + call.body()));
      assertThat(call.headers().toString()).doesNotContainIgnoringCase("iplive");
    }
  }

  @Test
  void openAndCloseReachTheContactInOrderThoughTheOpenHasToBeRepeated() throws Exception {
    try (Panel panel = new Panel()) {
      panel.answers(500);
      EVENTS.contact(12, 12, panel.url() + "?own=1", 1);
      group(102, 12, panel, CallbackMode.EVERY_ROUND);
      EVENTS.opened(1201, 102, 18, 1025842575);
      await().until(() -> !panel.received().isEmpty());
      EVENTS.closed(1201, 102, 18, 1025842575, CloseReason.RECOVERED);
      panel.answers(200);

      await().until(() -> panel.received().size() == 3);
      assertThat(panel.received())
          .extracting(call -> call.field("status") + " " + call.field("date"))
          .containsExactly("0 1025842575", "0 1025842575", "200 1025842995");
      assertThat(panel.received())
          .allSatisfy(call -> {
            assertThat(call.query()).startsWith("own=1&key=");
            assertThat(call.field("key"))
                .isEqualTo(
                    md5("fghghjghj56565" + "18" + call.field("status") + call.field("date")));
            assertThat(call.header("X-signature"))
                .isEqualTo(
                    "v1="
                        + hmac(
                            "fghghjghj56565",
                            call.header("X-signature-timestamp") + "." + call.query()));
          });
      assertThat(panel.received().get(0).header("X-delivery-id"))
          .isEqualTo(panel.received().get(1).header("X-delivery-id"))
          .isNotEqualTo(panel.received().get(2).header("X-delivery-id"));
    }
  }

  @Test
  void anOutageThatEndedWithoutRecoveryIsNotToldAsOne() throws Exception {
    try (Panel panel = new Panel()) {
      EVENTS.contact(13, 13, panel.url(), 1);
      group(103, 13, panel, CallbackMode.EVERY_ROUND);
      EVENTS.opened(1301, 103, 18, 100);
      EVENTS.closed(1301, 103, 18, 100, CloseReason.STOPPED);
      EVENTS.opened(1302, 103, 18, 900);

      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received())
          .extracting(call -> call.field("date"))
          .containsExactly("100", "900");
    }
  }

  @Test
  void anEventThatComesTwiceMakesOneDelivery() throws Exception {
    try (Panel panel = new Panel()) {
      EVENTS.contact(14, 14, panel.url(), 1);
      group(104, 14, panel, CallbackMode.EVERY_ROUND);
      EVENTS.opened(1401, 104, 18, 100);
      EVENTS.opened(1401, 104, 18, 100);
      EVENTS.opened(1402, 104, 18, 900);

      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received())
          .extracting(call -> call.field("date"))
          .containsExactly("100", "900");
    }
  }

  @Test
  void oneHangingReceiverOfFiftyDelaysNoOther() throws Exception {
    List<Panel> panels = new ArrayList<>();
    try {
      for (long i = 0; i < 50; i++) {
        Panel panel = new Panel();
        panels.add(panel);
        EVENTS.contact(1000 + i, 1000 + i, panel.url(), 1);
        group(1000 + i, 1000 + i, panel, CallbackMode.EVERY_ROUND);
      }
      panels.getFirst().hangs();
      await().until(() -> monitorKnown(1049));
      long start = System.nanoTime();
      for (long i = 0; i < 50; i++) {
        EVENTS.round(1000 + i, 1000 + i, 60, Outcome.DOWN);
        EVENTS.opened(10_000 + i, 1000 + i, 18, 60);
      }
      await()
          .until(() ->
              panels.stream()
                  .skip(1)
                  .allMatch(
                      panel -> methods(panel).contains("GET") && methods(panel).contains("POST")));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    } finally {
      panels.forEach(Panel::close);
    }
  }

  @Test
  void aStopSilencesRoundsButNotOutagesThatAreRecorded() throws Exception {
    try (Panel panel = new Panel()) {
      EVENTS.contact(16, 16, panel.url(), 1);
      group(106, 16, panel, CallbackMode.EVERY_ROUND);
      EVENTS.round(106, 16, 60, Outcome.UP);
      await().until(() -> panel.received().size() == 1);
      EVENTS.monitor(106, 16, 2, MonitorState.STOPPED);
      await().until(() -> !monitorActive(106));
      EVENTS.round(106, 16, 120, Outcome.UP);
      EVENTS.opened(1601, 106, 18, 120);

      await().until(() -> methods(panel).contains("GET"));
      await().untilAsserted(() -> assertThat(dropped("stopped")).isPositive());
      assertThat(methods(panel)).containsExactly("POST", "GET");
    }
  }

  @Test
  void anAppOnChangeHearsOfChangesOnly() throws Exception {
    try (Panel panel = new Panel()) {
      group(107, 17, panel, CallbackMode.ON_CHANGE);
      EVENTS.round(107, 17, 60, Outcome.UP);
      EVENTS.round(107, 17, 120, Outcome.UP);
      EVENTS.round(107, 17, 180, Outcome.DOWN);
      EVENTS.round(107, 17, 240, Outcome.INCONCLUSIVE);
      EVENTS.round(107, 17, 300, Outcome.UP);

      await().until(() -> panel.received().size() == 3);
      assertThat(panel.received())
          .extracting(call -> call.field("timestamp"))
          .containsExactly("60", "180", "300");
    }
  }

  @Test
  void poisonGoesToItsDeadLettersAndHoldsUpNothing() throws Exception {
    try (Panel panel = new Panel()) {
      for (Topic topic :
          List.of(
              Topics.OUTAGES,
              Topics.ROUNDS,
              Topics.MONITORS,
              Topics.ACCOUNTS,
              Topics.CONTACTS,
              Topics.MAINTENANCES)) {
        EVENTS.poison(topic, 108);
      }
      EVENTS.opened(1801, 999_999, 18, 100); // of a monitor that never was
      EVENTS.contact(18, 18, panel.url(), 1);
      group(108, 18, panel, CallbackMode.EVERY_ROUND);
      EVENTS.round(108, 18, 60, Outcome.UP);
      EVENTS.opened(1802, 108, 18, 100);
      EVENTS.contact(180, 180, panel.url(), 1);
      group(180, 180, panel, CallbackMode.EVERY_ROUND);
      EVENTS.opened(1803, 180, 19, 100);

      await().until(() -> panel.received().size() == 2);
      assertThat(panel.received())
          .as("another monitor's outage, and a round; the monitor's own outage waits")
          .extracting(call -> call.field("id"))
          .containsExactlyInAnyOrder("19", "");
      for (Topic topic :
          List.of(
              Topics.ROUNDS,
              Topics.MONITORS,
              Topics.ACCOUNTS,
              Topics.CONTACTS,
              Topics.MAINTENANCES)) {
        List<ConsumerRecord<byte[], byte[]>> letters = deadLetters(topic, 1);
        assertThat(letters.getFirst().value()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(letters.getFirst().headers())
            .extracting(header -> header.key())
            .containsExactly("topic", "partition", "offset", "error");
      }
      assertThat(deadLetters(Topics.OUTAGES, 2)).hasSize(2);

      DeadOutages dead = RIG.bean(DeadOutages.class);
      Position at = deadOutage(dead, 108);
      assertThatIllegalArgumentException().isThrownBy(() -> dead.redrive(at));
      assertThat(panel.received()).hasSize(2);
      dead.skip(at);
      await().until(() -> panel.received().size() == 3);
      assertThat(panel.received().getLast().field("id")).isEqualTo("18");
    }
  }

  @Test
  void whatWasNotDeliveredIsDeliveredAfterARestart() throws Exception {
    try (Panel panel = new Panel()) {
      panel.hangs();
      EVENTS.contact(19, 19, panel.url(), 1);
      group(109, 19, panel, CallbackMode.EVERY_ROUND);
      EVENTS.opened(1901, 109, 18, 100);
      EVENTS.round(109, 19, 60, Outcome.DOWN);
      await().until(() -> panel.received().size() == 2);
      RIG.stop();
      try (Panel back = new Panel()) {
        EVENTS.contact(19, 19, back.url(), 2);
        EVENTS.account(19, "app19", back.url(), CallbackMode.EVERY_ROUND, 2);
        RIG.start();

        await().until(() -> back.received().size() == 2);
        assertThat(back.received())
            .extracting(call -> call.header("X-delivery-id"))
            .containsExactlyInAnyOrderElementsOf(
                panel.received().stream().map(call -> call.header("X-delivery-id")).toList());
      }
    }
  }

  private static Position deadOutage(DeadOutages dead, long monitorId) {
    return dead.all().stream()
        .filter(letter -> letter.monitorId() == monitorId)
        .map(Kept::at)
        .findFirst()
        .orElseThrow();
  }

  /** An account, its app of the same id, and one group of it. */
  private static void group(long monitorId, long accountId, Panel panel, CallbackMode mode) {
    EVENTS.account(accountId, "app" + accountId, panel.url(), mode, 1);
    EVENTS.monitor(monitorId, accountId, 1, MonitorState.ACTIVE);
  }

  private static Received only(Panel panel) {
    await().until(() -> panel.received().size() == 1);
    return panel.received().getFirst();
  }

  private static List<String> methods(Panel panel) {
    return panel.received().stream().map(Received::method).toList();
  }

  private static boolean monitorKnown(long monitorId) {
    return RIG.bean(Directory.class).subscriptions(List.of(monitorId)).containsKey(monitorId);
  }

  private static boolean monitorActive(long monitorId) {
    return RIG.bean(Directory.class).subscriptions(List.of(monitorId)).values().stream()
        .anyMatch(known -> known.monitor().active());
  }

  private static double dropped(String reason) {
    return RIG.bean(MeterRegistry.class)
        .counter("iplive.notifier.callbacks.dropped", "reason", reason)
        .count();
  }

  private static List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic topic, int wanted) {
    String name = Topics.deadLetters(topic, "notifier").name();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", RIG.brokers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(name, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      await()
          .until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            return found.size() >= wanted;
          });
      return found;
    }
  }

  private static String md5(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hmac(String secret, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
