package io.iplive.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.ContactType;
import io.iplive.schemas.gateway.NoticeEvent;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.notifier.DeliveryEventKind;
import io.iplive.sla.kafka.Life;
import io.iplive.sla.kafka.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * The program as it is called, on a real broker: topics as the verdict wrote them, and lost ones.
 */
class SlaMainIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTITIONS = 2;

  private static final EmbeddedKafkaKraftBroker BROKER =
      new EmbeddedKafkaKraftBroker(1, PARTITIONS);

  @SuppressWarnings("NullAway.Init") // Set before all.
  private static RegistryServer registry;

  private static Instant begin = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init") // Set by JUnit.
  @TempDir
  private Path folder;

  @BeforeAll
  static void tell() throws Exception {
    begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30)).plusSeconds(20);
    BROKER.brokerProperty("transaction.state.log.num.partitions", "1");
    BROKER.brokerProperty("transaction.state.log.replication.factor", "1");
    BROKER.brokerProperty("transaction.state.log.min.isr", "1");
    BROKER.afterPropertiesSet();
    registry = new RegistryServer();
    String brokers = BROKER.getBrokersAsString();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        Wire wire = new Wire(brokers, new HttpSchemaRegistry(registry.address()))) {
      // Records of yesterday, that their topics have had since yesterday.
      admin
          .createTopics(List.of(ofItsTime(Topics.ROUNDS), ofItsTime(Topics.DELIVERIES)))
          .all()
          .get();
      TopicProvisioning.createMissing(admin, Topics.standing(), PARTITIONS, (short) 1);
      wire.directory(Life.ACCOUNT, "acme", begin);
      wire.directory(Life.ACCOUNT + 1, "empty", begin);
      wire.maintenance(Life.ACCOUNT, begin.minusSeconds(20), Duration.ofDays(2));
      wire.life(Life.begun(5, begin.minusSeconds(3_600), 60), false);
      wire.life(Life.begun(7, begin, 150), true);
      wire.deliveries(
          List.of(
              delivery(DeliveryEventKind.RECORDED, NoticeEvent.OPENED),
              delivery(DeliveryEventKind.DELIVERED, NoticeEvent.OPENED),
              delivery(DeliveryEventKind.DELIVERED, NoticeEvent.UNKNOWN),
              delivery(DeliveryEventKind.DROPPED, NoticeEvent.UNKNOWN),
              delivery(DeliveryEventKind.DROPPED, NoticeEvent.UNKNOWN),
              delivery(DeliveryEventKind.GIVEN_UP, NoticeEvent.UNKNOWN)));
    }
  }

  private static NewTopic ofItsTime(Topic topic) {
    return new NewTopic(topic.name(), PARTITIONS, (short) 1)
        .configs(Map.of("message.timestamp.type", "CreateTime"));
  }

  /** Of an outage to a contact, or of a round to an app. */
  private static DeliveryEvent delivery(DeliveryEventKind kind, NoticeEvent notice) {
    boolean ofRound = notice == NoticeEvent.UNKNOWN;
    return DeliveryEvent.newBuilder()
        .setEventId("e")
        .setKind(kind)
        .setDeliveryId("d")
        .setCauseId("c")
        .setNotice(notice)
        .setAccountId(Life.ACCOUNT)
        .setContactId(ofRound ? null : 4L)
        .setAppId(ofRound ? 5L : null)
        .setContactType(ofRound ? ContactType.UNKNOWN : ContactType.EMAIL)
        .setMonitorId(7)
        .setTargetId(101)
        .setOccurredAt(begin.plusSeconds(60))
        .setAttempts(1)
        .build();
  }

  @AfterAll
  static void stop() {
    registry.close();
    BROKER.destroy();
  }

  @Test
  void tellsTheSameByRoundsAndByHoursAndInTheSameBytes() throws Exception {
    JsonNode byRounds = JSON.readTree(report("json", "acme"));
    JsonNode byHours = JSON.readTree(report("json", "acme", "--source=rollups"));
    assertThat(byRounds.path("targets")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(byRounds.path("outages").path("count").asInt()).isPositive();
    assertThat(byRounds.path("nodes").get(0).path("address").asText()).isEqualTo("192.0.2.10");
    assertThat(byRounds.path("sources").path("by_hour_s").asLong()).isZero();
    assertThat(byHours.path("sources").path("by_round_s").asLong()).isZero();
    for (String kind : List.of("up", "down", "inconclusive", "paused")) {
      assertThat(byHours.path("seconds").path(kind))
          .as(kind)
          .isEqualTo(byRounds.path("seconds").path(kind));
    }
    assertThat(byHours.path("availability")).isEqualTo(byRounds.path("availability"));
    assertThat(report("html", "acme")).isEqualTo(report("html", "acme"));
    assertThat(report("csv", "acme").lines().count())
        .isEqualTo(byRounds.path("targets").size() + 1);
  }

  @Test
  void severalFormatsAreOneReading() throws Exception {
    Path out = folder.resolve("all");
    assertThat(SlaMain.run(arguments("html,csv,json", "acme", out), Map.of())).isZero();
    JsonNode json = JSON.readTree(Files.readString(folder.resolve("all.json")));
    assertThat(json).isEqualTo(JSON.readTree(report("json", "acme")));
    assertThat(Files.readString(folder.resolve("all.csv"))).isEqualTo(report("csv", "acme"));
    assertThat(folder.resolve("all.html")).isNotEmptyFile();
    assertThat(out).doesNotExist();
  }

  @Test
  void timeDownInMaintenancesOfTheAccountIsToldApart() throws Exception {
    JsonNode report = JSON.readTree(report("json", "acme"));
    assertThat(report.path("seconds").path("down_in_maintenance"))
        .isEqualTo(report.path("seconds").path("down"));
    JsonNode excluded = JSON.readTree(report("json", "acme", "--maintenance=excluded"));
    assertThat(excluded.path("availability").asDouble()).isEqualTo(100);
  }

  @Test
  void callbacksOfRoundsAreNoNoticesAndThoseThatFailedAreTold() throws Exception {
    JsonNode report = JSON.readTree(report("json", "acme"));
    assertThat(report.path("deliveries"))
        .singleElement()
        .satisfies(channel -> {
          assertThat(channel.path("channel").asText()).isEqualTo("email");
          assertThat(channel.path("recorded").asInt()).isEqualTo(1);
          assertThat(channel.path("delivered").asInt()).isEqualTo(1);
          assertThat(channel.path("dropped").asInt()).isZero();
        });
    assertThat(report.path("round_callbacks_given_up").asInt()).isEqualTo(1);
    assertThat(report("html", "acme"))
        .contains("Calls with the result of a check that were given up: 1.");
  }

  @Test
  void anAccountThatIsForgottenIsAskedForByItsNumber() throws Exception {
    assertThat(JSON.readTree(report("json", "77")).path("account").asText()).isEqualTo("77");
  }

  @Test
  void anAccountWithoutMonitorsHasAReportOfNothing() throws Exception {
    JsonNode report = JSON.readTree(report("json", "empty"));
    assertThat(report.path("targets")).isEmpty();
    assertThat(report.path("availability").isNull()).isTrue();
    assertThat(report("html", "empty")).contains("Availability report");
  }

  @Test
  void whatIsWrongEndsWithTwoAndNoReport() throws Exception {
    Path none = folder.resolve("none");
    assertThat(SlaMain.run(arguments("json", "nobody", none), Map.of())).isEqualTo(2);
    assertThat(SlaMain.run(arguments("json", "acme", none, "--monitor=999"), Map.of()))
        .isEqualTo(2);
    Path config = Files.writeString(folder.resolve("c"), "isolation.level=read_uncommitted\n");
    assertThat(SlaMain.run(arguments("json", "acme", none, "--config=" + config), Map.of()))
        .isEqualTo(2);
    assertThat(none).doesNotExist();
  }

  @Test
  void theGuidesCommandsForKcatWork() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/kcat")), "kcat is not installed");
    List<String> commands =
        Files.readAllLines(Path.of("../docs/analysts.md")).stream()
            .filter(line -> line.startsWith("kcat ") && !line.contains("value=avro"))
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(4);
    for (String command : commands) {
      String here = command.replace("127.0.0.1:9092", BROKER.getBrokersAsString());
      Process kcat =
          new ProcessBuilder("bash", "-o", "pipefail", "-c", here)
              .redirectErrorStream(true)
              .start();
      String said = new String(kcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(kcat.waitFor()).as("%s%n%s", here, said).isZero();
      assertThat(said).as(here).isNotBlank();
    }
  }

  private String report(String format, String account, String... more)
      throws InterruptedException, IOException {
    Path file = folder.resolve("report");
    assertThat(SlaMain.run(arguments(format, account, file, more), Map.of())).isZero();
    return Files.readString(file);
  }

  private static List<String> arguments(String format, String account, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--account=" + account,
                "--from=" + begin.minusSeconds(20),
                "--to=" + begin.plus(Duration.ofHours(2)),
                "--format=" + format,
                "--out=" + out,
                "--bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--registry=" + registry.address()));
    arguments.addAll(List.of(more));
    return arguments;
  }
}
