package io.iplive.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.MonitorState;
import io.iplive.schemas.gateway.NodeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of events when the broker, the registry or the leader is away. */
class RelayIT {

  private static final RunningGateway GATEWAY = RunningGateway.ownBroker("relay");
  private static final GatewayClient CLIENT = GATEWAY.client;

  @AfterAll
  static void close() {
    GATEWAY.close();
  }

  @Test
  void aBrokerOutageRefusesNoCallAndLosesDoublesAndReordersNothing() {
    Panel panel = CLIENT.panel();
    RemoteNode node = new RemoteNode("9.5.0.1", List.of(CLIENT));
    eventually().until(() -> GATEWAY.waiting() == 0);
    BrokerServer broker =
        requireNonNull(GATEWAY.broker.getCluster()).brokers().values().iterator().next();
    broker.shutdown();
    broker.awaitShutdown();

    int versions = 20;
    for (int version = 1; version <= versions; version++) {
      for (long group = 1; group <= 3; group++) {
        Reply reply = CLIENT.call("/operate_monitor", interval(panel.form(group), 60 + version));
        assertThat(reply.code()).as(reply.msg()).isEqualTo(1000);
      }
    }
    Reply kept =
        node.deal(1, "[{\"server_id\":1,\"last_status\":200,\"timestamp\":%d}]".formatted(now()));
    assertThat(kept.status()).isEqualTo(503);
    assertThat(kept.headers().firstValue("Retry-After")).isPresent();
    Panel late = CLIENT.panel();
    assertThat(GATEWAY.waiting()).isEqualTo(3 * versions + 1);

    broker.startup();
    eventually().until(() -> GATEWAY.waiting() == 0);
    List<MonitorEvent> events =
        GATEWAY.published(Topics.MONITORS, MonitorEvent.class).stream()
            .filter(event -> event.getAfter().getAppName().equals(panel.appName()))
            .toList();
    assertThat(events).hasSize(3 * versions);
    for (long group = 1; group <= 3; group++) {
      long wanted = group;
      List<MonitorEvent> ofGroup =
          events.stream().filter(event -> event.getAfter().getGroupId() == wanted).toList();
      assertThat(ofGroup)
          .extracting(MonitorEvent::getVersion)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, versions).boxed().toList());
      assertThat(ofGroup)
          .extracting(event -> event.getAfter().getPeriodSeconds())
          .containsExactlyElementsOf(IntStream.rangeClosed(61, 60 + versions).boxed().toList());
    }
    assertThat(GATEWAY.published(Topics.ACCOUNTS, AccountEvent.class))
        .extracting(event -> event.getAfter().getName())
        .containsOnlyOnce(panel.appName(), late.appName());
  }

  /** Were it not ready, nobody would listen behind the Service any more. */
  @Test
  void aDatabaseOutageIsAnsweredByAReplicaThatStaysReady() {
    Panel panel = CLIENT.panel();
    eventually().until(() -> GATEWAY.waiting() == 0);
    GATEWAY.databaseAway(true);
    try {
      Reply refused = CLIENT.call("/operate_monitor", interval(panel.form(1), 60));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      eventually().until(() -> CLIENT.get("/actuator/health", Map.of()).status() == 503);
      assertThat(CLIENT.get("/actuator/health/readiness", Map.of()).status()).isEqualTo(200);
    } finally {
      GATEWAY.databaseAway(false);
    }
    eventually()
        .until(() -> CLIENT.call("/operate_monitor", interval(panel.form(1), 60)).code() == 1000);
  }

  /** The first event of its topic, so that its schema has to be registered. */
  @Test
  void aRegistryOutageIsWaitedFor() {
    Panel panel = CLIENT.panel();
    eventually().until(() -> GATEWAY.waiting() == 0);
    GATEWAY.registry.away(true);
    long contact = CLIENT.contact(panel);
    eventually().until(() -> health().contains("registry did not answer"));
    assertThat(CLIENT.get("/actuator/health/readiness", Map.of()).status()).isEqualTo(200);
    assertThat(GATEWAY.waiting()).isEqualTo(1);
    GATEWAY.registry.away(false);
    eventually().until(() -> GATEWAY.waiting() == 0 && health().contains("leader"));
    assertThat(GATEWAY.published(Topics.CONTACTS, ContactEvent.class))
        .extracting(ContactEvent::getContactId)
        .containsExactly(contact);
  }

  @Test
  void oneOfTwoReplicasLeadsAndTheOtherTakesOverWhenItsConnectionIsLost() {
    eventually().until(() -> health().contains("leader"));
    try (ConfigurableApplicationContext replica = GATEWAY.start(Map.of())) {
      eventually().until(() -> health(replica).contains("standby"));
      endLeadersConnection();
      Panel panel = CLIENT.panel();
      assertThat(CLIENT.call("/operate_monitor", panel.form(1)).code()).isEqualTo(1000);
      eventually().until(() -> GATEWAY.waiting() == 0);
      assertThat(GATEWAY.published(Topics.MONITORS, MonitorEvent.class))
          .filteredOn(event -> event.getAfter().getAppName().equals(panel.appName()))
          .hasSize(1);
    }
  }

  @Test
  void afterARestoreWhatTheDatabaseSaysIsNewestAgain() {
    Panel panel = CLIENT.panel();
    CLIENT.call("/operate_monitor", interval(panel.form(1), 61));
    GATEWAY.jdbi.useHandle(handle ->
        COPIED.forEach(
            table -> handle.execute("create table backup_%s as table %s".formatted(table, table))));
    CLIENT.call("/operate_monitor", interval(panel.form(1), 62));
    CLIENT.call("/operate_monitor", interval(panel.form(1), 63));
    long lost = CLIENT.call("/operate_monitor", panel.form(2)).info().get("monitor_id").asLong();
    eventually().until(() -> GATEWAY.waiting() == 0);
    assertThat(restore("no").body().toString()).contains("no restore is needed");

    GATEWAY.jdbi.useTransaction(handle -> {
      COPIED.reversed().forEach(table -> handle.execute("delete from " + table));
      COPIED.forEach(table -> handle.execute("insert into %s table backup_%<s".formatted(table)));
      handle.execute("alter sequence monitor_ids restart with 1");
    });
    CLIENT.call("/operate_monitor", interval(panel.form(1), 64));
    eventually().until(() -> GATEWAY.waiting() == 0);
    assertThat(periods(panel)).as("a version that readers know").containsExactly(63, 60);

    Reply restored = restore("no");
    assertThat(restored.status()).as(restored.body().toString()).isEqualTo(200);
    assertThat(restored.body().get("lost").get(0).asString()).isEqualTo("monitor-" + lost);
    eventually().until(() -> GATEWAY.waiting() == 0);
    assertThat(periods(panel)).as("of the first; the lost one is stopped").containsExactly(64);
    assertThat(restore("no").status()).isEqualTo(409);
    CLIENT.call("/operate_monitor", interval(panel.form(1), 65));
    eventually().until(() -> GATEWAY.waiting() == 0);
    assertThat(periods(panel)).containsExactly(65);
    assertThat(GATEWAY.number("select nextval('monitor_ids')")).isGreaterThan(lost);
  }

  @Test
  void anEmptyKafkaIsFilledAgain() throws Exception {
    Panel panel = CLIENT.panel();
    RemoteNode node = new RemoteNode("9.5.0.2", List.of(CLIENT));
    CLIENT.call("/operate_monitor", interval(panel.form(1), 61));
    CLIENT.call("/operate_monitor", interval(panel.form(1), 62));
    eventually().until(() -> GATEWAY.waiting() == 0);
    Map<String, String> before = directory();
    assertThat(before).containsKeys("node-" + node.id);

    republish(Map.of());
    assertThat(directory()).as("readers that know it").isEqualTo(before);

    List<String> topics =
        List.of(
            Topics.MONITORS.name(),
            Topics.ACCOUNTS.name(),
            Topics.CONTACTS.name(),
            Topics.NODES.name(),
            Topics.remoteProbeJobs(node.id).name());
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", GATEWAY.broker.getBrokersAsString()))) {
      admin.deleteTopics(topics).all().get();
      eventually().until(() -> Collections.disjoint(admin.listTopics().names().get(), topics));
      TopicProvisioning.createMissing(admin, Topics.standing(), 4, (short) 1);
      assertThat(directory()).isEmpty();

      republish(Map.of("topics", "accounts.v1,contacts.v1,nodes.v1"));
      assertThat(directory().keySet()).noneMatch(stream -> stream.startsWith("monitor-"));
      republish(Map.of("topics", "monitors.v1"));
      assertThat(directory()).as("readers that know nothing").isEqualTo(before);
      assertThat(admin.listTopics().names().get()).containsAll(topics);
    }
    assertThat(CLIENT.operator("/operator/journal/republish", Map.of("topics", "rounds.v1")))
        .extracting(Reply::status)
        .isEqualTo(400);
  }

  private static final List<String> COPIED = List.of("journal", "epoch", "monitor");

  private static Reply restore(String anyway) {
    return CLIENT.operator("/operator/journal/restore", Map.of("anyway", anyway));
  }

  @Test
  void aMonitorThatEndedBeforeTheHistoryBeginsLeavesItsTopic() {
    Panel panel = CLIENT.panel();
    long old = CLIENT.call("/operate_monitor", panel.form(1)).info().get("monitor_id").asLong();
    long young = CLIENT.call("/operate_monitor", panel.form(2)).info().get("monitor_id").asLong();
    for (long group = 1; group <= 2; group++) {
      assertThat(CLIENT.call("/stop_monitor", panel.stop(group)).code()).isEqualTo(1000);
    }
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            "update journal set occurred_at = now() - interval '401 days' where stream = ?",
            "monitor-" + old));
    try (ConfigurableApplicationContext _ = GATEWAY.start(Map.of())) {
      eventually().until(() -> GATEWAY.removed(Topics.MONITORS).contains(old));
    }
    republish(Map.of());
    assertThat(GATEWAY.removed(Topics.MONITORS)).containsOnlyOnce(old).doesNotContain(young);
    assertThat(GATEWAY.published(Topics.MONITORS, MonitorEvent.class))
        .filteredOn(event -> event.getMonitorId() == old)
        .as("not published again")
        .hasSize(2);
  }

  private static void republish(Map<String, String> body) {
    Reply reply = CLIENT.operator("/operator/journal/republish", body);
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    eventually().until(() -> GATEWAY.waiting() == 0);
  }

  /**
   * The periods of a panel's active monitors, as a reader has them that drops what is not newer.
   */
  private static List<Integer> periods(Panel panel) {
    Map<Long, MonitorEvent> newest = new LinkedHashMap<>();
    for (MonitorEvent event : GATEWAY.published(Topics.MONITORS, MonitorEvent.class)) {
      if (event.getAfter().getAppName().equals(panel.appName())) {
        newest.merge(
            event.getMonitorId(),
            event,
            (known, next) -> NEWER.compare(next, known) > 0 ? next : known);
      }
    }
    return newest.values().stream()
        .filter(event -> event.getAfter().getState() == MonitorState.ACTIVE)
        .map(event -> event.getAfter().getPeriodSeconds())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static final Comparator<MonitorEvent> NEWER =
      Comparator.comparingInt(MonitorEvent::getEpoch).thenComparingLong(MonitorEvent::getVersion);

  /** What is published last of each stream. */
  private static Map<String, String> directory() {
    Map<String, String> directory = new TreeMap<>();
    GATEWAY
        .published(Topics.MONITORS, MonitorEvent.class)
        .forEach(event -> directory.put("monitor-" + event.getMonitorId(), event.toString()));
    GATEWAY
        .published(Topics.ACCOUNTS, AccountEvent.class)
        .forEach(event -> directory.put("account-" + event.getAccountId(), event.toString()));
    GATEWAY
        .published(Topics.CONTACTS, ContactEvent.class)
        .forEach(event -> directory.put("contact-" + event.getContactId(), event.toString()));
    GATEWAY
        .published(Topics.NODES, NodeEvent.class)
        .forEach(event -> directory.put("node-" + event.getNodeId(), event.toString()));
    return directory;
  }

  private static void endLeadersConnection() {
    GATEWAY.jdbi.useHandle(handle ->
        handle.execute(
            """
            select pg_terminate_backend(pid) from pg_locks
            join pg_database on pg_database.oid = pg_locks.database
            where locktype = 'advisory' and datname = 'relay'
            """));
  }

  private static String health() {
    return CLIENT.get("/actuator/health", Map.of()).body().toString();
  }

  private static String health(ConfigurableApplicationContext replica) {
    int port = Integer.parseInt(replica.getEnvironment().getRequiredProperty("local.server.port"));
    return new GatewayClient(port).get("/actuator/health", Map.of()).body().toString();
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private static Map<String, String> interval(Map<String, String> form, int seconds) {
    form.put("interval", Integer.toString(seconds));
    return form;
  }
}
