package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.LifecycleKind;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.verdict.collector.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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
import org.junit.jupiter.api.Test;

/** What a partition has to say after two days of which it knows nothing. */
class LongAbsenceTest {

  private static final int MONITORS = 300;

  /** What is done at once, and one monitor's step more. */
  private static final int MOST_A_RECORD = 1_600;

  private static final Instant START = Instant.parse("2026-01-01T00:10:00Z");
  private static final Instant BACK = START.plus(Duration.ofDays(2));

  private final RegistryServer server = server();
  private final HttpSchemaRegistry registry = new HttpSchemaRegistry(server.address());
  private final Wire wire = new Wire(registry);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isToldInPiecesAndComesToTheSame() {
    Said attended = lived(Duration.ofMinutes(20));
    Said absent = lived(Duration.ofDays(2));
    assertThat(absent.most()).isLessThanOrEqualTo(MOST_A_RECORD);
    assertThat(absent.outages()).isEqualTo(attended.outages()).hasSize(MONITORS / 3);
    assertThat(absent.verdicts()).isEqualTo(attended.verdicts());
    assertThat(absent.hours()).isEqualTo(attended.hours()).hasSizeGreaterThan(MONITORS * 48);
  }

  /**
   * What was said of it all.
   *
   * @param most records that one record led to
   * @param verdicts outcomes of rounds, by monitor
   * @param hours the last word on each hour of each target
   */
  private record Said(
      int most,
      Map<Long, List<OutageEvent>> outages,
      Map<Long, List<String>> verdicts,
      Map<String, Rollup> hours) {}

  /** Two rounds of all, a third that stays open, two days with a tick now and then, life again. */
  private Said lived(Duration tickEvery) {
    try (Partition partition = new Partition()) {
      for (long id = 1; id <= MONITORS; id++) {
        partition.schedule(START, id, wire.fact(LifecycleKind.STARTED, id, 1, START));
      }
      for (int slot = 1; slot <= 3; slot++) {
        for (long id = 1; id <= MONITORS; id++) {
          partition.schedule(at(slot), id, wire.opened(id, at(slot)));
          for (long node = 1; slot < 3 && node <= Wire.VOTES_NEEDED; node++) {
            partition.answer(id, wire.result(id, at(slot), node, id % 3 > 0));
          }
        }
      }
      for (Instant tick = at(4).plus(tickEvery); tick.isBefore(BACK); tick = tick.plus(tickEvery)) {
        partition.tick(tick);
      }
      partition.tick(BACK);
      for (long id = 1; id <= MONITORS; id += 7) {
        for (long node = 1; node <= Wire.VOTES_NEEDED; node++) {
          partition.answer(id, wire.result(id, at(3), node, false));
        }
      }
      for (long id = 2; id <= MONITORS; id += 7) {
        partition.schedule(BACK, id, wire.opened(id, BACK));
        for (long node = 1; node <= Wire.VOTES_NEEDED; node++) {
          partition.answer(id, wire.result(id, BACK, node, id % 3 > 0));
        }
      }
      for (long id = 3; id <= MONITORS; id += 7) {
        partition.schedule(BACK, id, wire.fact(LifecycleKind.PAUSED, id, 2, BACK));
      }
      for (int tick = 1; tick <= 200; tick++) {
        partition.tick(BACK.plusMillis(250L * tick));
      }
      for (int minute = 1; minute <= 120; minute++) {
        partition.tick(BACK.plus(Duration.ofMinutes(minute)));
      }
      for (long id = 1; id <= MONITORS; id++) {
        Instant end = BACK.plus(Duration.ofHours(2));
        partition.schedule(end, id, wire.fact(LifecycleKind.STOPPED, id, 3, end));
      }
      return partition.said();
    }
  }

  private static Instant at(int slot) {
    return START.plusSeconds(60L * slot);
  }

  private final class Partition implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> schedule;
    private final TestInputTopic<byte[], byte[]> results;
    private final Output<RoundEvent> roundsTopic;
    private final Output<OutageEvent> outagesTopic;
    private final Output<Rollup> rollupsTopic;
    private final List<RoundEvent> rounds = new ArrayList<>();
    private final List<OutageEvent> outages = new ArrayList<>();
    private final List<Rollup> rollups = new ArrayList<>();
    private Instant now = START;
    private int most;

    private Partition() {
      VerdictMeters meters = new VerdictMeters(new SimpleMeterRegistry(), () -> now);
      Limits limits = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 100);
      Properties settings = new Properties();
      settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "verdict-test");
      settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
      Topology topology = VerdictTopology.addTo(new Topology(), registry, limits, meters, false);
      driver = new TopologyTestDriver(topology, settings, START);
      ByteArraySerializer bytes = new ByteArraySerializer();
      schedule = driver.createInputTopic(Topics.SCHEDULE.name(), bytes, bytes);
      results = driver.createInputTopic(Topics.PROBE_RESULTS.name(), bytes, bytes);
      roundsTopic = output(Topics.ROUNDS, RoundEvent.class);
      outagesTopic = output(Topics.OUTAGES, OutageEvent.class);
      rollupsTopic = output(Topics.ROLLUPS, Rollup.class);
    }

    void tick(Instant at) {
      now = at;
      schedule.pipeInput(new TestRecord<>("tick".getBytes(UTF_8), wire.tick(), at));
      listen();
    }

    void schedule(Instant at, long monitor, byte[] value) {
      now = at;
      schedule.pipeInput(new TestRecord<>(Wire.key(monitor), value, at));
      listen();
    }

    void answer(long monitor, byte[] value) {
      results.pipeInput(new TestRecord<>(Wire.key(monitor), value, now));
      listen();
    }

    private void listen() {
      int before = rounds.size() + outages.size() + rollups.size();
      roundsTopic.read(rounds);
      outagesTopic.read(outages);
      rollupsTopic.read(rollups);
      most = Math.max(most, rounds.size() + outages.size() + rollups.size() - before);
    }

    private <T extends SpecificRecord> Output<T> output(Topic topic, Class<T> type) {
      ByteArrayDeserializer bytes = new ByteArrayDeserializer();
      return new Output<>(
          topic,
          driver.createOutputTopic(topic.name(), bytes, bytes),
          new AvroSerde<>(registry, type));
    }

    Said said() {
      Map<Long, List<OutageEvent>> events = new TreeMap<>();
      for (OutageEvent event : outages) {
        events.computeIfAbsent(event.getMonitorId(), _ -> new ArrayList<>()).add(event);
      }
      Map<Long, List<String>> verdicts = new TreeMap<>();
      for (RoundEvent event : rounds) {
        if (event.getKind() == RoundEventKind.ROUND_CLOSED) {
          verdicts
              .computeIfAbsent(event.getMonitorId(), _ -> new ArrayList<>())
              .add(
                  event.getClosed().getRoundAt()
                      + " "
                      + event.getClosed().getTargets().getFirst().getOutcome());
        }
      }
      Map<String, Rollup> hours = new TreeMap<>();
      for (Rollup rollup : rollups) {
        hours.put(rollup.getTargetId() + "@" + rollup.getHour(), rollup);
      }
      return new Said(most, events, verdicts, hours);
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  private record Output<T extends SpecificRecord>(
      Topic topic, TestOutputTopic<byte[], byte[]> values, AvroSerde<T> serde) {

    void read(List<T> into) {
      while (!values.isEmpty()) {
        into.add(serde.decode(topic.name(), values.readValue()));
      }
    }
  }

  private static RegistryServer server() {
    try {
      return new RegistryServer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
