package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.schemas.notifier.SilenceReason;
import io.iplive.schemas.prober.Evidence;
import io.iplive.schemas.verdict.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
  void anOutageShowsWhatItsFirstFailingProbeSaw() {
    long task = panel.add("ref", "seen-1");
    Instant since = HOUR.plusSeconds(100);
    Evidence evidence =
        new Evidence(
            3L,
            "192.0.2.1",
            "HTTP/1.1 500 No",
            "<h1>\u0000Oops</h1>",
            List.of("CN=a"),
            List.of("301 https://a.example/"),
            List.of("192.0.2.1"));
    TOLD.seen(account, task, since, evidence);
    TOLD.closed(account, task, since, 500, since.plusSeconds(60), CloseReason.RECOVERED);
    String id = Long.toString(Told.outageId(task, since));
    eventually()
        .untilAsserted(() ->
            assertThat(
                    panel
                        .call("outage_info", "outage_id", id)
                        .path("outage")
                        .path("reason")
                        .asString())
                .isEqualTo("recovered"));
    assertThat(panel.ok("outage_info", "outage_id", id).toString())
        .isEqualTo(
            """
            {"result":"ok","outage":{"outage_id":%s,"service_id":%d,"task_id":"seen-1",\
            "group_id":null,"record_id":null,"code":500,"time_start":%d,"time_stop":%d,\
            "reason":"recovered","failure":{"code":2040,"text":"The HTTP status code is 500,\
             expected is 2xx"},"evidence":{"node_id":3,"remote_address":"192.0.2.1",\
            "head":"HTTP/1.1 500 No","body":"<h1>\\u0000Oops</h1>","certificates":["CN=a"],\
            "redirects":["301 https://a.example/"],"addresses":["192.0.2.1"]}}}\
            """
                .formatted(
                    id, task, since.getEpochSecond(), since.plusSeconds(60).getEpochSecond()));
    assertThat(panel.errors("outage_info", "outage_id", "5")).containsExactly("outage_unknown");
    TaskClient other = TaskClient.of(GATEWAY, "history-nosy");
    assertThat(other.errors("outage_info", "outage_id", id)).containsExactly("outage_unknown");
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
    TOLD.answered(account, contact, task, 500);
    eventually()
        .untilAsserted(() ->
            assertThat(entry(panel.ok("contact_list"), contact).get("last_error").asString(""))
                .isEqualTo("HTTP 500"));
  }

  @Test
  void outagesThatNobodyWasToldOfSayWhy() {
    long task = panel.add("ref", "silent-1");
    TOLD.silenced(account, task, HOUR, SilenceReason.PARENT);
    TOLD.opened(account, task, HOUR, null);
    TOLD.closed(account, task, HOUR, null, HOUR.plusSeconds(60), CloseReason.RECOVERED);
    TOLD.opened(account, task, HOUR.plusSeconds(120), null);
    TOLD.silenced(account, task, HOUR.plusSeconds(120), SilenceReason.MAINTENANCE);
    TOLD.opened(account, panel.add(), HOUR.plusSeconds(180), null);
    String from = Long.toString(HOUR.getEpochSecond());
    eventually()
        .untilAsserted(() ->
            assertThat(silenced(panel.ok("task_log", "id", Long.toString(task), "from", from)))
                .containsExactly("maintenance", "parent"));
    assertThat(
            silenced(panel.ok("event_list")).stream().filter(why -> !why.equals("told")).toList())
        .containsExactlyInAnyOrder("parent", "parent", "maintenance");
    assertThat(silenced(panel.ok("task_log", "from", from))).contains("told");
    assertThat(inMaintenance(task)).isEqualTo(3_480);
    TOLD.recorded(account, 1, task, HOUR.plusSeconds(120), HOUR.plusSeconds(420));
    eventually().untilAsserted(() -> assertThat(inMaintenance(task)).isEqualTo(300));
    assertThat(inMaintenance(panel.add())).as("one without any").isEqualTo(-1);
  }

  private static long inMaintenance(long task) {
    String from = Long.toString(HOUR.getEpochSecond());
    String to = Long.toString(HOUR.plusSeconds(3_600).getEpochSecond());
    JsonNode stat = panel.ok("task_stat", "id", Long.toString(task), "from", from, "to", to);
    return stat.get("seconds").path("maintenance").asLong(-1);
  }

  private static List<String> silenced(JsonNode answer) {
    JsonNode list = answer.has("log") ? answer.get("log") : answer.get("events");
    return list.valueStream().map(outage -> outage.path("silenced").asString("told")).toList();
  }

  private static Times up(long millis) {
    return new Times(millis, 0, 0, 0, 0);
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
