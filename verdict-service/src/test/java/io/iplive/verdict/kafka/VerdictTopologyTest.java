package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.SuspensionReason;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.PaceChanged;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import io.iplive.schemas.verdict.UsageCounted;
import io.iplive.verdict.collector.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictTopologyTest {

  private static final long MONITOR = 7;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final RegistryServer server = registryServer();
  private final HttpSchemaRegistry registry = new HttpSchemaRegistry(server.address());
  private final Wire wire = new Wire(registry);
  private Instant now = START;

  @SuppressWarnings("NullAway.Init")
  private TopologyTestDriver driver;

  @SuppressWarnings("NullAway.Init")
  private TestInputTopic<byte[], byte[]> schedule;

  @SuppressWarnings("NullAway.Init")
  private TestInputTopic<byte[], byte[]> results;

  @BeforeEach
  void start() {
    VerdictMeters meters = new VerdictMeters(metrics, () -> now);
    Limits limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 100);
    Topology topology = VerdictTopology.addTo(new Topology(), registry, limits, meters, false);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "verdict-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    settings.putAll(DeadLetters.settings(meters));
    driver = new TopologyTestDriver(topology, settings, START);
    ByteArraySerializer bytes = new ByteArraySerializer();
    schedule = driver.createInputTopic(Topics.SCHEDULE.name(), bytes, bytes);
    results = driver.createInputTopic(Topics.PROBE_RESULTS.name(), bytes, bytes);
  }

  @AfterEach
  void stop() {
    driver.close();
    server.close();
  }

  @Test
  void twoFailingRoundsOpenAnOutageThatThePaceAnnouncesAndAGoodOneCloses() {
    round(1, false, false);
    assertThat(read(Topics.PACES, PaceChanged.class))
        .singleElement()
        .satisfies(pace -> {
          assertThat(pace.getPace()).isEqualTo(Pace.ERROR);
          assertThat(pace.getAnchor()).isEqualTo(at(1));
          assertThat(pace.getFailingTargets()).containsExactly(Wire.target(MONITOR));
        });
    round(2, false, false);
    round(3, true, true);
    List<OutageEvent> outages = read(Topics.OUTAGES, OutageEvent.class);
    assertThat(outages)
        .extracting(OutageEvent::getKind)
        .containsExactly(OutageEventKind.OPENED, OutageEventKind.CLOSED);
    assertThat(outages.getFirst().getSince()).isEqualTo(at(1));
    assertThat(outages.getFirst().getFailureCode()).isEqualTo(2040);
    assertThat(outages.getLast().getClosedAt()).isEqualTo(at(3));
    assertThat(outages.getLast().getReason()).isEqualTo(CloseReason.RECOVERED);
    assertThat(outages.getLast().getOutageId()).isEqualTo(outages.getFirst().getOutageId());
    assertThat(read(Topics.PACES, PaceChanged.class))
        .extracting(PaceChanged::getPace)
        .containsExactly(Pace.NORMAL);
    assertThat(read(Topics.ROUNDS, RoundEvent.class)).hasSize(3);
    assertThat(metrics.counter("iplive.verdict.rounds.closed").count()).isEqualTo(3);
    assertThat(metrics.counter("iplive.verdict.outages.opened").count()).isEqualTo(1);
    assertThat(metrics.timer("iplive.verdict.latency").count()).isEqualTo(3);
  }

  @Test
  void aTargetThatChangesItsStateTooOftenIsToldBesideItsRounds() {
    for (int slot = 0; slot < 6; slot++) {
      round(slot, slot % 2 > 0, slot % 2 > 0);
    }
    assertThat(read(Topics.ROUNDS, RoundEvent.class))
        .filteredOn(event -> event.getKind() == RoundEventKind.FLAPPING_STARTED)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getMonitorId()).isEqualTo(MONITOR);
          assertThat(event.getFlapping().getTargetId()).isEqualTo(Wire.target(MONITOR));
          assertThat(event.getFlapping().getAt()).isEqualTo(at(5));
          assertThat(event.getFlapping().getChangePercent()).isEqualTo(35);
        });
  }

  @Test
  void aTickClosesTheRoundsThatAreDueWhateverTheirMonitor() {
    schedule(MONITOR, wire.opened(MONITOR, at(0)));
    schedule(8, wire.opened(8, at(0)));
    answer(1, 0, true);
    now = now.plus(Duration.ofMillis(59_999));
    tick();
    assertThat(read(Topics.ROUNDS, RoundEvent.class)).isEmpty();
    now = now.plus(Duration.ofMillis(1));
    tick();
    List<TargetVerdict> verdicts =
        read(Topics.ROUNDS, RoundEvent.class).stream()
            .flatMap(event -> event.getClosed().getTargets().stream())
            .toList();
    assertThat(verdicts)
        .extracting(TargetVerdict::getOutcome)
        .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
    assertThat(verdicts).extracting(TargetVerdict::getDecidedBy).containsOnly(DecidedBy.DEADLINE);
    assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict.getVotes()).hasSize(3));
    assertThat(outcomes("inconclusive")).isEqualTo(2);
    assertThat(outcomes("up")).isZero();
  }

  @Test
  void whatBecameOfNodesIsToldAfterTenSeconds() {
    schedule(MONITOR, wire.opened(MONITOR, at(0)));
    answer(1, 0, true);
    now = now.plusSeconds(60);
    tick();
    now = now.plusSeconds(10);
    tick();
    NodeConduct conduct = read(Topics.NODE_CONDUCT, NodeConduct.class).getFirst();
    assertThat(conduct.getWindowEnd()).isEqualTo(now);
    assertThat(conduct.getNodes())
        .extracting(node -> node.getNodeId() + " " + node.getHeard() + " " + node.getSilent())
        .containsExactly("1 1 0", "2 0 1", "3 0 1");
  }

  @Test
  void aStopClosesTheOutageAndFollowsItsRoundsIntoTheTopic() {
    round(1, false, false);
    round(2, false, false);
    now = at(3);
    schedule(MONITOR, wire.opened(MONITOR, at(3)));
    schedule(MONITOR, wire.fact(LifecycleKind.STOPPED, MONITOR, 2, at(3).plusMillis(7)));
    assertThat(read(Topics.OUTAGES, OutageEvent.class).getLast().getClosedAt())
        .isEqualTo(at(3).plusMillis(7));
    List<RoundEvent> rounds = read(Topics.ROUNDS, RoundEvent.class);
    assertThat(rounds)
        .extracting(RoundEvent::getKind)
        .containsExactly(
            RoundEventKind.ROUND_CLOSED,
            RoundEventKind.ROUND_CLOSED,
            RoundEventKind.ROUND_CLOSED,
            RoundEventKind.LIFECYCLE);
    assertThat(rounds.get(2).getClosed().getTargets().getFirst().getOutcome())
        .isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void aSuspendedAccountEndsOutagesForMoneyAndVoidsRoundsUntilItIsResumed() {
    schedule(MONITOR, wire.fact(LifecycleKind.STARTED, MONITOR, 1, at(0)));
    round(1, false, false);
    round(2, false, false);
    SuspensionReason balance = SuspensionReason.BALANCE;
    schedule(MONITOR, wire.fact(LifecycleKind.SUSPENDED, MONITOR, 1, at(2), balance, 5));
    assertThat(read(Topics.OUTAGES, OutageEvent.class).getLast().getReason())
        .isEqualTo(CloseReason.BALANCE);
    round(3, false, false);
    schedule(MONITOR, wire.fact(LifecycleKind.STARTED, MONITOR, 1, at(3), null, 6));
    round(4, true, true);
    schedule(MONITOR, wire.fact(LifecycleKind.SUSPENDED, MONITOR, 1, at(4), balance, 7));
    List<RoundEvent> rounds = read(Topics.ROUNDS, RoundEvent.class);
    assertThat(rounds)
        .filteredOn(event -> event.getKind() == RoundEventKind.ROUND_CLOSED)
        .extracting(event -> event.getClosed().getRoundAt())
        .containsExactly(at(1), at(2), at(4));
    assertThat(rounds.getLast().getLifecycle().getSuspendedFor()).isEqualTo(balance);
    assertThat(rounds.getLast().getLifecycle().getAccountVersion()).isEqualTo(7);
  }

  @Test
  void conclusiveChecksAreTheUsageOfTheirWindowOnceItIsOver() {
    round(0, true, true);
    now = now.plusSeconds(5);
    schedule(8, wire.opened(8, now));
    schedule(9, wire.opened(9, now));
    for (long node = 1; node <= 2; node++) {
      results.pipeInput(new TestRecord<>(Wire.key(8), wire.result(8, now, node, true), now));
    }
    tick();
    assertThat(read(Topics.USAGE, UsageCounted.class)).isEmpty();
    now = now.plusSeconds(5);
    tick();
    now = now.plusSeconds(60);
    tick();
    assertThat(read(Topics.USAGE, UsageCounted.class))
        .as("the second window has a round without a conclusion only")
        .containsExactly(
            new UsageCounted("3:%d:0".formatted(START.getEpochSecond()), 3L, START, 10, 0, 2L));
  }

  @Test
  void theHourOfATargetIsToldAtItsFirstRoundThenEachFiveMinutesAndWhenItIsOver() {
    schedule(MONITOR, wire.fact(LifecycleKind.STARTED, MONITOR, 1, at(0)));
    for (int slot = 1; slot <= 61; slot++) {
      round(slot, true, true);
    }
    List<Rollup> rollups = read(Topics.ROLLUPS, Rollup.class);
    assertThat(rollups).hasSize(13);
    assertThat(rollups).filteredOn(Rollup::getComplete).hasSize(1);
    Rollup hour = rollups.getLast();
    assertThat(hour.getComplete()).isTrue();
    assertThat(hour.getHour()).isEqualTo(START);
    assertThat(hour.getThrough()).isEqualTo(START.plusSeconds(3_600));
    assertThat(hour.getUpMillis()).isEqualTo(3_540_000);
    assertThat(hour.getUnmonitoredMillis()).isEqualTo(60_000);
    assertThat(hour.getChecks()).isEqualTo(59);
    assertThat(hour.getResponse().getCount()).isEqualTo(59);
    assertThat(hour.getResponse().getSumMillis()).isEqualTo(4 * 59);
    assertThat(hour.getGroupId()).isEqualTo(5);
  }

  @Test
  void aPausedHourIsToldByTopicTimeAlone() {
    schedule(MONITOR, wire.fact(LifecycleKind.STARTED, MONITOR, 1, at(0)));
    schedule(MONITOR, wire.fact(LifecycleKind.PAUSED, MONITOR, 2, at(0)));
    now = at(60).plusSeconds(59);
    tick();
    assertThat(read(Topics.ROLLUPS, Rollup.class)).isEmpty();
    now = at(61);
    tick();
    assertThat(read(Topics.ROLLUPS, Rollup.class))
        .singleElement()
        .satisfies(hour -> {
          assertThat(hour.getPausedMillis()).isEqualTo(3_600_000);
          assertThat(hour.getComplete()).isTrue();
        });
  }

  @Test
  void poisonGoesToItsDeadLetterTopicAndTheStreamGoesOn() {
    byte[] garbage = "no avro".getBytes(UTF_8);
    results.pipeInput(new TestRecord<>(Wire.key(MONITOR), garbage, now));
    schedule(MONITOR, wire.openedWithoutTargets(MONITOR, at(0)));
    schedule(8, wire.opened(MONITOR, at(0)));
    schedule(MONITOR, wire.opened(MONITOR, now.plusSeconds(31)));
    round(1, true, true);
    TestRecord<byte[], byte[]> dead =
        deadLetters(Topics.deadLetters(Topics.PROBE_RESULTS, "verdict")).getFirst();
    assertThat(dead.value()).isEqualTo(garbage);
    assertThat(dead.key()).isEqualTo(Wire.key(MONITOR));
    assertThat(header(dead, "topic")).isEqualTo("probe-results.v1");
    assertThat(header(dead, "partition")).isEqualTo("0");
    assertThat(header(dead, "offset")).isEqualTo("0");
    assertThat(header(dead, "error")).contains("framed");
    assertThat(deadLetters(Topics.deadLetters(Topics.SCHEDULE, "verdict")))
        .extracting(record -> header(record, "error"))
        .satisfiesExactly(
            error -> assertThat(error).contains("targets=0"),
            error -> assertThat(error).contains("Monitor 7 under the key 8"),
            error -> assertThat(error).contains("too far ahead"));
    assertThat(read(Topics.ROUNDS, RoundEvent.class)).hasSize(1);
    assertThat(metrics.counter("iplive.deadletters", "topic", "schedule.v1").count()).isEqualTo(3);
  }

  @Test
  void aRoundOfAClockThatIsAheadKeepsNoRoundAway() {
    schedule(MONITOR, wire.opened(MONITOR, now.plusSeconds(1_800)));
    round(1, true, true);
    assertThat(read(Topics.ROUNDS, RoundEvent.class))
        .extracting(event -> event.getClosed().getRoundAt())
        .containsExactly(at(1));
  }

  @Test
  void anUnreachableRegistryIsNobodysPoison() {
    byte[] tick = wire.tick();
    server.refuseWith(503);
    assertThatThrownBy(() -> schedule(1, tick)).rootCause().hasMessageContaining("503");
    assertThat(deadLetters(Topics.deadLetters(Topics.SCHEDULE, "verdict"))).isEmpty();
  }

  @Test
  void answersAreCountedByTheirReading() {
    schedule(MONITOR, wire.opened(MONITOR, at(0)));
    answer(1, 0, true);
    answer(1, 0, true);
    answer(9, 0, true);
    answer(2, 0, true);
    answer(3, 0, true);
    assertThat(reading("counted")).isEqualTo(2);
    assertThat(reading("duplicate")).isEqualTo(1);
    assertThat(reading("foreign")).isEqualTo(1);
    assertThat(reading("late")).isEqualTo(1);
  }

  @Test
  void answersThatStandBeforeTheFirstTickOfAllWaitForTheirRound() {
    answer(1, 0, true);
    answer(2, 0, true);
    tick();
    schedule(MONITOR, wire.opened(MONITOR, at(0)));
    assertThat(read(Topics.ROUNDS, RoundEvent.class))
        .singleElement()
        .satisfies(round ->
            assertThat(round.getClosed().getTargets())
                .extracting(TargetVerdict::getDecidedBy)
                .containsOnly(DecidedBy.ANSWERS));
  }

  @Test
  void gaugesShowMonitorsStaleOnesAndTheAgeOfTicks() {
    round(0, true, true);
    now = now.plusSeconds(6);
    tick();
    assertThat(gauge("iplive.verdict.monitors")).isEqualTo(1);
    assertThat(gauge("iplive.verdict.monitors.stale")).isZero();
    now = now.plusSeconds(130);
    tick();
    assertThat(gauge("iplive.verdict.monitors.stale")).isEqualTo(1);
    now = now.plusSeconds(3);
    assertThat(gauge("iplive.verdict.ticks.age")).isEqualTo(3);
    assertThat(metrics.counter("iplive.verdict.time.jumps").count()).isEqualTo(1);
  }

  private void round(int slot, boolean first, boolean second) {
    now = at(slot);
    schedule(MONITOR, wire.opened(MONITOR, at(slot)));
    answer(1, slot, first);
    answer(2, slot, second);
  }

  private void answer(long node, int slot, boolean up) {
    byte[] value = wire.result(MONITOR, at(slot), node, up);
    results.pipeInput(new TestRecord<>(Wire.key(MONITOR), value, now));
  }

  private void schedule(long key, byte[] value) {
    schedule.pipeInput(new TestRecord<>(Wire.key(key), value, now));
  }

  private void tick() {
    schedule.pipeInput(new TestRecord<>("tick".getBytes(UTF_8), wire.tick(), now));
  }

  private static Instant at(int slot) {
    return START.plusSeconds(60L * slot);
  }

  private <T extends SpecificRecord> List<T> read(Topic topic, Class<T> type) {
    AvroSerde<T> serde = new AvroSerde<>(registry, type);
    return output(topic).readValuesToList().stream()
        .map(bytes -> serde.decode(topic.name(), bytes))
        .toList();
  }

  private List<TestRecord<byte[], byte[]>> deadLetters(Topic topic) {
    return output(topic).readRecordsToList();
  }

  private TestOutputTopic<byte[], byte[]> output(Topic topic) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return driver.createOutputTopic(topic.name(), bytes, bytes);
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.getHeaders().lastHeader(name).value(), UTF_8);
  }

  private double reading(String reading) {
    return metrics.counter("iplive.verdict.results", "reading", reading).count();
  }

  private double outcomes(String outcome) {
    return metrics.counter("iplive.verdict.outcomes", "outcome", outcome).count();
  }

  private double gauge(String name) {
    return metrics.get(name).gauge().value();
  }

  private static RegistryServer registryServer() {
    try {
      return new RegistryServer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
