package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.history.RollupFact.Times;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.CloseReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Tables that are made of topics, whatever becomes of the topics, of replicas and of the tables.
 */
class ProjectionIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final Told TOLD = new Told(GATEWAY);
  private static final Instant HOUR = GATEWAY.hoursAgo(2);

  private static TaskClient panel = new TaskClient(GATEWAY.client, "", "");
  private static long account;

  @BeforeAll
  static void account() {
    panel = TaskClient.of(GATEWAY, "projection");
    account = GATEWAY.account("projection");
  }

  @AfterAll
  static void close() {
    TOLD.close();
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
        .containsExactly("topic", "partition", "offset", "error");
    String counter =
        GATEWAY
            .client
            .get("/actuator/metrics/iplive.deadletters?tag=topic:outages.v1", Map.of())
            .body()
            .toString();
    assertThat(counter).contains("1.0");
  }

  /** As after a failover to a replica of the database that lacks the newest transactions. */
  @Test
  void aDatabaseThatIsOlderThanItWasIsReadOnFromWhereItIs() {
    long task = panel.add("ref", "older-1");
    for (int i = 0; i < 19; i++) {
      TOLD.opened(account, task, HOUR.plusSeconds(i), null);
    }
    RecordMetadata last = TOLD.opened(account, task, HOUR.plusSeconds(19), null);
    eventually().until(() -> total(task) == 20);
    GATEWAY.jdbi.useTransaction(handle -> {
      handle.execute(
          "delete from outage_event where partition = ? and event_offset > ?",
          last.partition(),
          last.offset() - 5);
      handle.execute(
          "delete from outage where target_id = ? and since >= ?",
          task,
          HOUR.plusSeconds(15).atOffset(ZoneOffset.UTC));
      handle.execute(
          """
          update projection_position set next_offset = ?
          where projection = 'outages' and partition = ?
          """,
          last.offset() - 4,
          last.partition());
    });
    assertThat(total(task)).isEqualTo(15);
    TOLD.opened(account, task, HOUR.plusSeconds(50), null);
    eventually().until(() -> total(task) == 21);
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
      TOLD.hour(account, task, HOUR, new Times(3_600_000, 0, 0, 0, 0), 12, List.of());
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

  private static long total(long task) {
    return panel.ok("task_log", "id", Long.toString(task)).get("total").asLong();
  }

  private static int generation() {
    return Math.toIntExact(
        GATEWAY.number("select generation from projection where name = 'outages'"));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }
}
