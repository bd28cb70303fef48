package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.UsageCounted;
import io.iplive.verdict.outage.Machine;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The real service on a real broker, killed while a transaction is open. */
class VerdictCrashIT {

  private static final int PARTITIONS = 2;
  private static final int MONITORS = 10;

  /** One a test, so that a test that is run again finds a broker that lives. */
  private final EmbeddedKafkaKraftBroker broker = broker();

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<VerdictProcess> running = new ArrayList<>();
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();

  @BeforeEach
  void startBroker() {
    broker.afterPropertiesSet();
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    for (VerdictProcess process : running) {
      process.kill();
    }
    broker.destroy();
  }

  @Test
  void outagesAreTheSameAsIfNothingHadBeenKilled(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    String brokers = broker.getBrokersAsString();
    try (RegistryServer registry = new RegistryServer();
        Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        Feed feed = new Feed(brokers, registry.address(), MONITORS, PARTITIONS, start);
        Consumer<byte[], byte[]> consumer = consumer(brokers)) {
      TopicProvisioning.createMissing(admin, Topics.standing(), PARTITIONS, (short) 1);
      feed.run();
      VerdictProcess verdict = started(brokers, registry, directory);
      int killedInATransaction = 0;
      for (int kills = 0; kills < 6 && killedInATransaction < 2; kills++) {
        int rounds = roundsIn(registry, consumer);
        VerdictProcess victim = verdict;
        await().atMost(Duration.ofSeconds(30)).until(() -> roundsIn(registry, consumer) > rounds);
        victim.kill();
        killedInATransaction += transactionsOpen(admin) ? 1 : 0;
        verdict = started(brokers, registry, directory);
      }
      assertThat(killedInATransaction).isEqualTo(2);
      int lastRound = feed.endSoon();
      poison(feed, lastRound);
      int all = MONITORS * (lastRound + 1);
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> assertThat(roundsIn(registry, consumer)).isGreaterThanOrEqualTo(all));
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> all(consumer, Topics.deadLetters(Topics.SCHEDULE, "verdict")).size() == 1);
      assertThat(feed.failed()).isFalse();
      check(registry, consumer, lastRound);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> checkUsage(registry, consumer, lastRound));
      checkRollups(registry, consumer, lastRound);
      assertThat(all(consumer, Topics.deadLetters(Topics.PROBE_RESULTS, "verdict")))
          .singleElement()
          .satisfies(dead -> {
            assertThat(dead.value()).isEqualTo("no avro".getBytes(UTF_8));
            assertThat(dead.headers().lastHeader("error")).isNotNull();
          });
      assertThat(verdict.healthy()).isTrue();
      assertThat(verdict.metric("iplive.verdict.monitors")).contains("" + (double) MONITORS);
      checkReplay(brokers, registry, consumer, lastRound);
      verdict.close();
    }
  }

  /** In a JVM of another place, before and after somebody has changed an outage. */
  private void checkReplay(
      String brokers, RegistryServer registry, Consumer<byte[], byte[]> consumer, int lastRound)
      throws Exception {
    Recorded recorded = new Recorded(brokers, registry.address());
    Instant end = Feed.at(start, lastRound + 1);
    int outages = all(consumer, Topics.OUTAGES).size();
    Recorded.Answer same = recorded.replay(start, end);
    assertThat(same.text()).contains("The same: %d events".formatted(outages));
    assertThat(same.code()).isZero();
    OutageEvent changed = recorded.changeAnOutage(MONITORS / 2);
    Recorded.Answer different = recorded.replay(start, end);
    assertThat(different.text())
        .contains(
            "Different: monitor %d, target %d, decided at %s."
                .formatted(
                    changed.getMonitorId(), changed.getTargetId(), changed.getDecidedRoundAt()))
        .containsPattern("expected: .*\"statusCode\": 500")
        .containsPattern("stands: .*\"statusCode\": 501.*outages.v1-[01] at offset");
    assertThat(different.code()).isEqualTo(1);
  }

  private void check(RegistryServer registry, Consumer<byte[], byte[]> consumer, int lastRound) {
    Map<Long, List<Instant>> rounds = new HashMap<>();
    for (RoundEvent event : closed(registry, consumer)) {
      rounds
          .computeIfAbsent(event.getMonitorId(), _ -> new ArrayList<>())
          .add(event.getClosed().getRoundAt());
    }
    Map<Long, List<String>> outages = new HashMap<>();
    for (OutageEvent event : values(registry, consumer, Topics.OUTAGES, OutageEvent.class)) {
      outages.computeIfAbsent(event.getMonitorId(), _ -> new ArrayList<>()).add(event.getEventId());
    }
    for (long monitor = 1; monitor <= MONITORS; monitor++) {
      List<Instant> expectedRounds = new ArrayList<>();
      for (int round = 0; round <= lastRound; round++) {
        expectedRounds.add(Feed.at(start, round));
      }
      assertThat(rounds.get(monitor)).as("rounds of %d", monitor).isEqualTo(expectedRounds);
      assertThat(outages.get(monitor))
          .as("outages of %d", monitor)
          .isEqualTo(expected(monitor, lastRound));
    }
  }

  /** Every round of the script is conclusive, and has one target. */
  private void checkUsage(
      RegistryServer registry, Consumer<byte[], byte[]> consumer, int lastRound) {
    List<UsageCounted> usage = values(registry, consumer, Topics.USAGE, UsageCounted.class);
    assertThat(usage).extracting(UsageCounted::getEventId).doesNotHaveDuplicates();
    assertThat(usage.stream().mapToLong(UsageCounted::getChecks).sum())
        .isEqualTo((long) MONITORS * (lastRound + 1));
  }

  private void checkRollups(
      RegistryServer registry, Consumer<byte[], byte[]> consumer, int lastRound) {
    List<Rollup> rollups = values(registry, consumer, Topics.ROLLUPS, Rollup.class);
    assertThat(rollups).extracting(Rollup::getMonitorId).hasSizeGreaterThan(MONITORS);
    assertThat(rollups)
        .allSatisfy(rollup -> {
          Instant from = rollup.getHour().isAfter(start) ? rollup.getHour() : start;
          Instant until = rollup.getHour().plus(Duration.ofHours(1));
          long counted =
              IntStream.rangeClosed(0, lastRound)
                  .mapToObj(round -> Feed.at(start, round))
                  .filter(at -> !at.isBefore(from) && at.isBefore(until))
                  .filter(at -> !at.isAfter(rollup.getThrough()))
                  .count();
          assertThat((long) rollup.getChecks()).isEqualTo(counted);
          assertThat(rollup.getUpMillis() + rollup.getDownMillis())
              .isEqualTo(Duration.between(from, rollup.getThrough()).toMillis());
        });
  }

  /** What the machine alone makes of the script. */
  private List<String> expected(long monitor, int lastRound) {
    Policy policy = new Policy(Wire.NUM_ERROR, 1, Duration.ofSeconds(60), Duration.ofSeconds(60));
    Outages state = Outages.NONE;
    List<String> events = new ArrayList<>();
    for (int slot = 0; slot <= lastRound; slot++) {
      Instant at = Feed.at(start, slot);
      Round round =
          new Round(
              monitor,
              new Version(1, 1),
              new Owner(3, 4L, 5L),
              at,
              Round.Pace.NORMAL,
              Wire.VOTES_NEEDED,
              policy);
      Outcome outcome = Feed.up(monitor, slot) ? Outcome.UP : Outcome.DOWN;
      RoundOpened.Target target = new RoundOpened.Target(Wire.target(monitor), monitor, 0, 1);
      Verdict verdict = Verdict.of(target, List.of(), outcome, Verdict.By.ANSWERS, at);
      Machine.Step step = Machine.decided(state, round, verdict);
      state = step.next();
      step.events().forEach(event -> events.add(OutputAvro.outage(event).getEventId()));
    }
    return events;
  }

  private static void poison(Feed feed, int lastRound) {
    feed.send(Topics.PROBE_RESULTS.name(), 1, "no avro".getBytes(UTF_8));
    feed.send(
        Topics.SCHEDULE.name(), 1, feed.wire().openedWithoutTargets(1, feed.at(lastRound + 9)));
  }

  private VerdictProcess started(String brokers, RegistryServer registry, Path directory)
      throws Exception {
    VerdictProcess verdict = VerdictProcess.start(brokers, registry.address(), directory);
    running.add(verdict);
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          assertThat(verdict.alive()).as("see %s/verdict.log", directory).isTrue();
          return verdict.healthy();
        });
    return verdict;
  }

  private static boolean transactionsOpen(Admin admin) throws Exception {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    return admin.listTransactions(ongoing).all().get().stream()
        .anyMatch(listing -> listing.transactionalId().startsWith("iplive-verdict"));
  }

  private int roundsIn(RegistryServer registry, Consumer<byte[], byte[]> consumer) {
    return closed(registry, consumer).size();
  }

  private List<RoundEvent> closed(RegistryServer registry, Consumer<byte[], byte[]> consumer) {
    return values(registry, consumer, Topics.ROUNDS, RoundEvent.class).stream()
        .filter(event -> event.getKind() == RoundEventKind.ROUND_CLOSED)
        .toList();
  }

  /** Everything committed in a topic so far, in the order of its partitions. */
  private List<ConsumerRecord<byte[], byte[]>> all(Consumer<byte[], byte[]> consumer, Topic topic) {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(record ->
            read.computeIfAbsent(
                    new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
                .add(record));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      records.addAll(read.getOrDefault(new TopicPartition(topic.name(), partition), List.of()));
    }
    return records;
  }

  private <T extends SpecificRecord> List<T> values(
      RegistryServer registry, Consumer<byte[], byte[]> consumer, Topic topic, Class<T> type) {
    AvroSerde<T> serde = new AvroSerde<>(new HttpSchemaRegistry(registry.address()), type);
    return all(consumer, topic).stream()
        .map(record -> serde.decode(topic.name(), record.value()))
        .toList();
  }

  private static Consumer<byte[], byte[]> consumer(String brokers) {
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(Topics.ROUNDS, Topics.OUTAGES, Topics.USAGE, Topics.ROLLUPS)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    for (Topic topic : List.of(Topics.SCHEDULE, Topics.PROBE_RESULTS)) {
      partitions.add(new TopicPartition(Topics.deadLetters(topic, "verdict").name(), 0));
    }
    consumer.assign(partitions);
    return consumer;
  }

  private static EmbeddedKafkaKraftBroker broker() {
    EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
    broker.brokerProperties(
        Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "3",
            "transaction.state.log.num.partitions", "3",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "auto.create.topics.enable", "false"));
    return broker;
  }
}
