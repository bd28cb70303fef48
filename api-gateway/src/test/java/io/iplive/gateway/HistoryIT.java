package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What verdict and notifier tell, as panels read it. */
class HistoryIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final Told TOLD = new Told(GATEWAY);
  private static final Instant HOUR = GATEWAY.hoursAgo(2);

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static long account;

  @BeforeAll
  static void account() {
    panel = TaskClient.of(GATEWAY, "history");
    account = GATEWAY.account("history");
  }

  @AfterAll
  static void close() {
    TOLD.close();
  }

  @Test
  void theOutageLogIsExact() {
    long task = panel.add("ref", "log-1");
    Instant since = HOUR.plusSeconds(100);
    TOLD.opened(account, task, since, null);
    TOLD.closed(account, task, since, null, since.plusSeconds(420), CloseReason.RECOVERED);
    TOLD.opened(account, task, HOUR.plusSeconds(1_000), 500);
    String id = Long.toString(task);
    String range = Long.toString(HOUR.getEpochSecond());
    String until = Long.toString(HOUR.plusSeconds(3_600).getEpochSecond());
    eventually()
        .untilAsserted(() ->
            assertThat(panel.ok("task_log", "id", id, "from", range, "to", until).toString())
                .isEqualTo(
                    """
                    {"result":"ok","from":%d,"to":%d,"page":1,"per_page":100,"total":2,"log":[\
                    {"outage_id":%d,"service_id":%d,"task_id":"log-1","code":500,"time_start":%d,\
                    "time_stop":0,"timeout":0,"reason":null},\
                    {"outage_id":%d,"service_id":%d,"task_id":"log-1","code":0,"time_start":%d,\
                    "time_stop":%d,"timeout":420,"reason":"recovered"}]}\
                    """
                        .formatted(
                            HOUR.getEpochSecond(),
                            HOUR.plusSeconds(3_600).getEpochSecond(),
                            Told.outageId(task, HOUR.plusSeconds(1_000)),
                            task,
                            HOUR.plusSeconds(1_000).getEpochSecond(),
                            Told.outageId(task, since),
                            task,
                            since.getEpochSecond(),
                            since.plusSeconds(420).getEpochSecond())));
    JsonNode later =
        panel.ok(
            "task_log", "id", id, "from", Long.toString(since.plusSeconds(420).getEpochSecond()));
    assertThat(later.get("total").asLong()).as("one that ended before").isEqualTo(1);
    assertThat(panel.errors("task_log", "id", "999999999", "from", "x"))
        .containsExactly("id_unknown", "from_invalid");
  }

  @Test
  void theStatisticsAreOfTheWholeHoursThatTheRangeTouches() {
    long task = panel.add("ref", "stat-1");
    List<Long> buckets = new ArrayList<>(Collections.nCopies(56, 0L));
    buckets.set(55, 13L);
    buckets.add(1L);
    TOLD.hour(account, task, HOUR, up(1_000_000), 3, List.of());
    Times times = new Times(2_580_000, 420_000, 100_000, 200_000, 300_000);
    TOLD.hour(account, task, HOUR, times, 14, buckets);
    TOLD.hour(account, task, HOUR.plusSeconds(3_600), up(3_600_000), 12, List.of());
    String from = Long.toString(HOUR.plusSeconds(1_800).getEpochSecond());
    String to = Long.toString(HOUR.plusSeconds(3_500).getEpochSecond());
    eventually()
        .untilAsserted(() ->
            assertThat(
                    panel
                        .ok("task_stat", "id", Long.toString(task), "from", from, "to", to)
                        .toString())
                .isEqualTo(
                    """
                    {"result":"ok","id":%d,"from":%d,"to":%d,"uptime":86.0,\
                    "seconds":{"up":2580,"down":420,"unknown":300,"paused":300},"outages":0,\
                    "checks":14,"res_time":{"mean":183,"p95":208},"points":[{"time":%d,"up":2580,\
                    "down":420,"checks":14,"mean":183,"p95":208}]}\
                    """
                        .formatted(
                            task,
                            HOUR.getEpochSecond(),
                            HOUR.plusSeconds(3_600).getEpochSecond(),
                            HOUR.getEpochSecond())));
    eventually()
        .untilAsserted(() ->
            assertThat(
                    panel
                        .ok("task_info", "id", Long.toString(task))
                        .get("task")
                        .get("uptime_24h")
                        .toString())
                .isEqualTo("93.6363"));
    assertThat(panel.errors("task_stat", "from", "5", "to", "5"))
        .containsExactly("id_required", "from_invalid");
  }

  @Test
  void aCursorGivesEveryEventOnceAndThoseOfATargetInTheirOrder() {
    TaskClient other = TaskClient.of(GATEWAY, "history-events");
    long owner = GATEWAY.account("history-events");
    List<Long> tasks = List.of(other.add(), other.add(), other.add(), other.add());
    for (int i = 0; i < 6; i++) {
      for (long task : tasks) {
        Instant since = HOUR.plusSeconds(60L * i);
        TOLD.opened(owner, task, since, 404);
        TOLD.closed(owner, task, since, 404, since.plusSeconds(30), CloseReason.RECOVERED);
      }
    }
    eventually().until(() -> other.ok("event_list").get("events").size() == 48);
    JsonNode all = other.ok("event_list");
    String cursor = all.get("after").asString();
    assertThat(other.ok("event_list", "after", cursor).get("events")).isEmpty();
    assertThat(other.ok("event_list", "after", cursor).get("after").asString()).isEqualTo(cursor);
    for (long task : tasks) {
      List<String> events = new ArrayList<>();
      for (JsonNode event : all.get("events")) {
        if (event.get("service_id").asLong() == task) {
          events.add(event.get("event").asString() + event.get("status").asInt());
        }
      }
      assertThat(events)
          .containsExactlyElementsOf(
              Collections.nCopies(6, List.of("opened404", "closed200")).stream()
                  .flatMap(List::stream)
                  .toList());
    }
    TOLD.opened(owner, tasks.getFirst(), HOUR.plusSeconds(900), null);
    eventually()
        .untilAsserted(
            () -> assertThat(other.ok("event_list", "after", cursor).get("events")).hasSize(1));
    assertThat(other.errors("event_list", "after", "x")).containsExactly("after_invalid");
  }

  @Test
  void messagesAreListedWithWhatBecameOfThemAndContactsSayHowTheyFare() {
    long task = panel.add("ref", "sms-1");
    long contact =
        panel.ok("contact_add", "type", "http", "address", "http://c.example/x").get("id").asLong();
    TOLD.sms(account, contact, task, 7_001, 2, null);
    TOLD.sms(account, contact, task, 7_001, 2, 1);
    eventually()
        .until(() -> {
          JsonNode sms = panel.ok("sms_list", "id", Long.toString(task)).get("sms");
          return sms.size() == 1 && sms.get(0).get("state").asInt(-9) == 1;
        });
    JsonNode sms = panel.ok("sms_list", "id", Long.toString(task)).get("sms").get(0);
    assertThat(sms.get("id").asLong()).isEqualTo(7_001);
    assertThat(sms.get("parts").asInt()).isEqualTo(2);
    assertThat(sms.get("price").asString()).isEqualTo("0.000000");
    assertThat(sms.get("text").asString()).isEqualTo("Сайт недоступен");
    JsonNode fine = entry(panel.ok("contact_list"), contact);
    assertThat(fine.get("last_ok").asLong()).isPositive();
    assertThat(fine.get("last_error").isNull()).isTrue();
    TOLD.givenUp(account, contact, task, "500 Internal Server Error");
    eventually()
        .untilAsserted(() ->
            assertThat(entry(panel.ok("contact_list"), contact).get("last_error").asString(""))
                .isEqualTo("500 Internal Server Error"));
  }

  @Test
  void poisonGoesToItsDeadLettersAndWhatFollowsItIsRead() {
    long task = panel.add("ref", "poison-1");
    int partition = TOLD.opened(account, task, HOUR, null).partition();
    TOLD.garbage(Topics.OUTAGES, partition);
    TOLD.closed(account, task, HOUR, null, HOUR.plusSeconds(5), CloseReason.STOPPED);
    eventually()
        .untilAsserted(() -> {
          JsonNode log = panel.ok("task_log", "id", Long.toString(task)).get("log");
          assertThat(log).hasSize(1);
          assertThat(log.get(0).get("reason").asString("")).isEqualTo("stopped");
        });
    eventually().until(() -> GATEWAY.letters(Topics.OUTAGES).size() == 1);
    assertThat(GATEWAY.letters(Topics.OUTAGES).getFirst().headers())
        .extracting(header -> header.key())
        .contains(
            "kafka_dlt-original-topic", "kafka_dlt-original-offset", "kafka_dlt-exception-message");
    String counter =
        GATEWAY
            .client
            .get("/actuator/metrics/iplive.deadletters?tag=topic:outages.v1", Map.of())
            .body()
            .toString();
    assertThat(counter).contains("1.0");
  }

  /** A database older than the group's offsets: restored from a backup. */
  @Test
  void aReplicaReadsOnFromWhereTheDatabaseIsAndNothingTwice() {
    long task = panel.add("ref", "replica-1");
    for (int i = 0; i < 20; i++) {
      TOLD.opened(account, task, HOUR.plusSeconds(i), null);
    }
    eventually().until(() -> total(task) == 20);
    long before = GATEWAY.count("outage_event");
    GATEWAY.jdbi.useTransaction(handle -> {
      handle.execute(
          """
          delete from outage_event e using (
            select generation, account_id, partition, max(event_offset) as last from outage_event
            group by 1, 2, 3) newest
          where e.partition = newest.partition and e.account_id = newest.account_id
            and e.event_offset = newest.last
          """);
      handle.execute(
          """
          update projection_position p
          set next_offset = least(next_offset, coalesce(
            (select max(event_offset) + 1 from outage_event e where e.partition = p.partition), 0))
          where projection = 'outages'
          """);
    });
    try (ConfigurableApplicationContext _ = GATEWAY.start(Map.of())) {
      TOLD.opened(account, task, HOUR.plusSeconds(50), null);
      eventually().until(() -> total(task) == 21);
    }
    eventually()
        .untilAsserted(
            () -> assertThat(GATEWAY.count("outage_event")).isBetween(before - 3, before + 1));
  }

  @Test
  void aTopicThatWasMadeAnewIsReadFromItsBeginning() {
    long task = panel.add("ref", "anew-1");
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            """
            insert into projection_position (projection, generation, partition, next_offset)
            select name, generation, partition, 1000000 from projection, generate_series(0, 3) as of (partition)
            where name = 'rollups'
            on conflict (projection, generation, partition) do update set next_offset = 1000000
            """));
    try (ConfigurableApplicationContext _ = GATEWAY.start(Map.of())) {
      TOLD.hour(account, task, HOUR, up(3_600_000), 12, List.of());
      eventually()
          .untilAsserted(() ->
              assertThat(panel.ok("task_stat", "id", Long.toString(task)).get("checks").asInt())
                  .isEqualTo(12));
    }
  }

  @Test
  void aRebuildMakesTheSameOfTheTopicWhileItGrows() {
    TaskClient other = TaskClient.of(GATEWAY, "history-rebuild");
    long owner = GATEWAY.account("history-rebuild");
    long task = other.add();
    for (int i = 0; i < 50; i++) {
      TOLD.opened(owner, task, HOUR.plusSeconds(i), 500);
    }
    eventually().until(() -> other.ok("task_log").get("total").asLong() == 50);
    String cursor = other.ok("event_list").get("after").asString();
    GATEWAY.jdbi.useHandle(
        handle -> handle.execute("update outage set status_code = 1 where account_id = ?", owner));
    int old = generation();
    JsonNode begun =
        GATEWAY.client.operator("/operator/projections/outages/rebuild", Map.of()).body();
    assertThat(begun.get("building").asInt()).isEqualTo(old + 1);
    int more = 0;
    while (generation() == old && more < 400) {
      TOLD.opened(owner, task, HOUR.plusSeconds(100 + more), 500);
      assertThat(other.ok("task_log").get("total").asLong()).isGreaterThanOrEqualTo(50);
      more++;
    }
    assertThat(generation()).isEqualTo(old + 1);
    long all = 50L + more;
    eventually().until(() -> other.ok("task_log").get("total").asLong() == all);
    JsonNode log = other.ok("task_log", "per_page", "500").get("log");
    assertThat(log).allSatisfy(outage -> assertThat(outage.get("code").asInt()).isEqualTo(500));
    assertThat(other.ok("event_list", "after", cursor).get("events")).hasSize(more);
    eventually().until(() -> GATEWAY.count("pg_class where relname ~ '^outage_g[0-9]+$'") == 1);
    assertThat(GATEWAY.client.operator("/operator/projections/nothing/rebuild", Map.of()).status())
        .isEqualTo(404);
  }

  private static Times up(long millis) {
    return new Times(millis, 0, 0, 0, 0);
  }

  private static int generation() {
    return Math.toIntExact(
        GATEWAY.number("select generation from projection where name = 'outages'"));
  }

  private static long total(long task) {
    return panel.ok("task_log", "id", Long.toString(task)).get("total").asLong();
  }

  private static JsonNode entry(JsonNode list, long contact) {
    for (JsonNode entry : list.get("contacts")) {
      if (entry.get("id").asLong() == contact) {
        return entry;
      }
    }
    throw new AssertionError("no contact " + contact);
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
