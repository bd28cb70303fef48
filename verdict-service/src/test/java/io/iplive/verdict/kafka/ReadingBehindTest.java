package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Ticks;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.verdict.collector.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of the two topics is read far behind the other, as after a pause of the process. */
class ReadingBehindTest {

  private static final long MONITOR = 7;
  private static final byte[] TICK = "tick".getBytes(UTF_8);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AGES = Duration.ofMinutes(2);

  private final RegistryServer server = server();
  private final HttpSchemaRegistry registry = new HttpSchemaRegistry(server.address());
  private final Wire wire = new Wire(registry);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final TopologyTestDriver driver = driver();
  private final ByteArraySerializer bytes = new ByteArraySerializer();
  private final TestInputTopic<byte[], byte[]> schedule =
      driver.createInputTopic(Topics.SCHEDULE.name(), bytes, bytes);
  private final TestInputTopic<byte[], byte[]> results =
      driver.createInputTopic(Topics.PROBE_RESULTS.name(), bytes, bytes);

  @AfterEach
  void stop() {
    driver.close();
    server.close();
  }

  @Test
  void answersThatAreReadLongAfterTheirDeadlineCount() {
    scheduleTicks(START);
    answersTick(START);
    open(START);
    scheduleTicks(START.plus(AGES));
    assertThat(decisions()).isEmpty();
    answer(1, START.plusSeconds(2));
    answer(2, START.plusSeconds(2));
    answersTick(START.plus(AGES));
    assertThat(decisions()).containsOnly(DecidedBy.ANSWERS);
  }

  @Test
  void aSchedulerWhoseAnswersDoNotTickIsNotWaitedFor() {
    scheduleTicks(START);
    answersTick(START);
    open(START);
    Instant later = START.plus(AGES);
    schedule.pipeInput(new TestRecord<>(TICK, wire.tick(), later));
    assertThat(decisions()).containsOnly(DecidedBy.DEADLINE);
  }

  @Test
  void whoHasNotSpokenIsSilentOnceAnswersHaveBeenReadUpToTheDeadline() {
    scheduleTicks(START);
    answersTick(START);
    open(START);
    answer(1, START.plusSeconds(2));
    scheduleTicks(START.plus(AGES));
    assertThat(decisions()).isEmpty();
    answersTick(START.plus(AGES));
    assertThat(decisions()).containsOnly(DecidedBy.DEADLINE);
  }

  @Test
  void answersThatAreReadLongBeforeTheirRoundWaitForIt() {
    scheduleTicks(START);
    answersTick(START);
    Instant later = START.plus(AGES);
    answer(1, later.plusSeconds(2));
    answer(2, later.plusSeconds(2));
    answersTick(later.plusSeconds(3));
    scheduleTicks(START.plusSeconds(60));
    scheduleTicks(later.minusSeconds(1));
    open(later);
    assertThat(decisions()).containsOnly(DecidedBy.ANSWERS);
  }

  @Test
  void answersThatDoNotComeForTenMinutesAreNotWaitedFor() {
    scheduleTicks(START);
    answersTick(START);
    open(START);
    answer(1, START.plusSeconds(2));
    scheduleTicks(START.plus(Duration.ofMinutes(10)));
    assertThat(decisions()).isEmpty();
    scheduleTicks(START.plus(Duration.ofMinutes(11)));
    assertThat(decisions()).containsOnly(DecidedBy.DEADLINE);
  }

  @Test
  void aRoundIsAsLateAsTheRecordThatClosesItIsOld() {
    scheduleTicks(START);
    answersTick(START);
    open(START);
    scheduleTicks(START.plus(AGES));
    answer(1, START.plusSeconds(2));
    answer(2, START.plusSeconds(2));
    assertThat(metrics.get("iplive.verdict.latency").timer().max(TimeUnit.SECONDS)).isEqualTo(118);
  }

  @Test
  void howFarBehindItIsIsOfTheTopicThatIsFurthest() {
    answersTick(START);
    scheduleTicks(START.plusSeconds(90));
    assertThat(metrics.get("iplive.verdict.behind").gauge().value()).isEqualTo(120);
    answersTick(START.plusSeconds(90));
    assertThat(metrics.get("iplive.verdict.behind").gauge().value()).isEqualTo(30);
  }

  @Test
  void aClockThatWasSetBackIsNotTakenForBeingOnTime() {
    Instant later = START.plus(AGES).plusSeconds(3_600);
    answersTick(later);
    scheduleTicks(later);
    assertThat(metrics.get("iplive.verdict.behind").gauge().value()).isEqualTo(3_600);
  }

  private void open(Instant at) {
    byte[] opened = wire.opened(MONITOR, START);
    schedule.pipeInput(new TestRecord<>(Wire.key(MONITOR), opened, at));
  }

  private void answer(long node, Instant appendedAt) {
    byte[] result = wire.result(MONITOR, START, node, false);
    results.pipeInput(new TestRecord<>(Wire.key(MONITOR), result, appendedAt));
  }

  private void scheduleTicks(Instant at) {
    Headers answersTick = new RecordHeaders().add(Ticks.OF_ANSWERS, new byte[0]);
    schedule.pipeInput(new TestRecord<>(TICK, wire.tick(), answersTick, at));
  }

  @SuppressWarnings("NullAway") // A tick of answers has no value.
  private void answersTick(Instant at) {
    results.pipeInput(new TestRecord<>(TICK, null, at));
  }

  private List<DecidedBy> decisions() {
    AvroSerde<RoundEvent> serde = new AvroSerde<>(registry, RoundEvent.class);
    ByteArrayDeserializer from = new ByteArrayDeserializer();
    return driver.createOutputTopic(Topics.ROUNDS.name(), from, from).readValuesToList().stream()
        .map(value -> serde.decode(Topics.ROUNDS.name(), value).getClosed())
        .flatMap(closed -> closed.getTargets().stream())
        .map(target -> target.getDecidedBy())
        .toList();
  }

  private TopologyTestDriver driver() {
    VerdictMeters meters = new VerdictMeters(metrics, () -> START.plus(AGES));
    Limits limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 100);
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "verdict-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    return new TopologyTestDriver(
        VerdictTopology.addTo(new Topology(), registry, limits, meters, false), settings, START);
  }

  private static RegistryServer server() {
    try {
      return new RegistryServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
