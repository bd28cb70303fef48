package io.iplive.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.GatewayClient.Panel;
import io.iplive.gateway.GatewayClient.Reply;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.ContactEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kafka.server.BrokerServer;
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
