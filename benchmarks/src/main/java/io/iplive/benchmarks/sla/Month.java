package io.iplive.benchmarks.sla;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.scheduler.Pace;
import io.iplive.schemas.verdict.CloseReason;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.OutageEventKind;
import io.iplive.schemas.verdict.Outcome;
import io.iplive.schemas.verdict.ResponseSketch;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundClosed;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.schemas.verdict.RoundEventKind;
import io.iplive.schemas.verdict.TargetVerdict;
import io.iplive.schemas.verdict.Vote;
import io.iplive.schemas.verdict.VoteKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the verdict publishes of a month of monitors of one target, checked each minute by three
 * nodes: every hour as it is told for good, the outages of those that flap, and the rounds of its
 * last hours.
 */
final class Month implements AutoCloseable {

  static final int MONITORS = 10_000;
  static final int HOURS = 720;

  /** One of so many flaps: an outage of ten minutes in every sixth hour. */
  private static final int FLAPS = 20;

  private static final int FLAPS_EVERY = 6;
  private static final Duration OUTAGE = Duration.ofMinutes(10);
  private static final long HOUR = 3_600_000;
  private static final long ACCOUNT = 1;

  private final SchemaRegistry registry;
  private final Instant begin;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;
  private long sent;

  Month(String broker, SchemaRegistry registry, Instant begin) {
    this.registry = registry;
    this.begin = begin;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.LINGER_MS_CONFIG,
                50,
                ProducerConfig.BATCH_SIZE_CONFIG,
                512 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                128L * 1024 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void account(String name) {
    Account account =
        new Account(
            ACCOUNT,
            name,
            AccountState.ACTIVE,
            List.of(),
            null,
            null,
            false,
            null,
            null,
            null,
            null,
            List.of());
    send(
        Topics.ACCOUNTS,
        ACCOUNT,
        new AvroSerde<>(registry, AccountEvent.class),
        new AccountEvent(
            "1:1:1", AccountEventKind.CREATED, ACCOUNT, 1, 1L, begin, List.of(), account));
  }

  /** Every hour of every monitor; in the order in which hours end. */
  long hours() {
    AvroSerde<Rollup> serde = new AvroSerde<>(registry, Rollup.class);
    long before = sent;
    List<Long> buckets = LongStream.range(0, 56).map(i -> i < 50 ? 0 : 10).boxed().toList();
    ResponseSketch sketch = new ResponseSketch(60L, 60 * 150L, buckets);
    for (int hour = 0; hour < HOURS; hour++) {
      Instant start = begin.plusMillis(hour * HOUR);
      for (long monitor = 1; monitor <= MONITORS; monitor++) {
        long down = isDown(monitor, hour) ? OUTAGE.toMillis() : 0;
        send(
            Topics.ROLLUPS,
            monitor,
            serde,
            new Rollup(
                monitor,
                monitor,
                monitor,
                ACCOUNT,
                null,
                null,
                start,
                start.plusMillis(HOUR),
                true,
                HOUR - down,
                down,
                0L,
                0L,
                0L,
                60,
                (int) (down / 60_000),
                down > 0 ? 1 : 0,
                sketch));
      }
    }
    return sent - before;
  }

  private static boolean isDown(long monitor, int hour) {
    return monitor % FLAPS == 0 && (hour + monitor) % FLAPS_EVERY == 0;
  }

  long outages() {
    AvroSerde<OutageEvent> serde = new AvroSerde<>(registry, OutageEvent.class);
    long before = sent;
    for (int hour = 0; hour < HOURS; hour++) {
      Instant since = begin.plusMillis(hour * HOUR + HOUR / 2);
      for (long monitor = 1; monitor <= MONITORS; monitor++) {
        if (isDown(monitor, hour)) {
          long id = monitor * HOURS + hour;
          Instant end = since.plus(OUTAGE);
          send(Topics.OUTAGES, monitor, serde, outage(id, monitor, since, null));
          send(Topics.OUTAGES, monitor, serde, outage(id, monitor, since, end));
        }
      }
    }
    return sent - before;
  }

  private static OutageEvent outage(long id, long monitor, Instant since, @Nullable Instant end) {
    return new OutageEvent(
        id + (end == null ? "-OPENED" : "-CLOSED"),
        end == null ? OutageEventKind.OPENED : OutageEventKind.CLOSED,
        id,
        monitor,
        monitor,
        monitor,
        ACCOUNT,
        null,
        null,
        1L,
        since,
        end == null ? since.plusSeconds(120) : end,
        end,
        end == null ? null : CloseReason.RECOVERED,
        500,
        2040,
        "The HTTP status code is 500",
        null);
  }

  /** The rounds of the last hours. */
  long rounds(int hours) {
    AvroSerde<RoundEvent> serde = new AvroSerde<>(registry, RoundEvent.class);
    long before = sent;
    Instant first = begin.plusMillis((HOURS - hours) * HOUR);
    for (int minute = 0; minute < hours * 60; minute++) {
      Instant at = first.plusSeconds(minute * 60L);
      for (long monitor = 1; monitor <= MONITORS; monitor++) {
        send(Topics.ROUNDS, monitor, serde, round(monitor, at));
      }
    }
    return sent - before;
  }

  private static RoundEvent round(long monitor, Instant at) {
    List<Vote> votes =
        LongStream.rangeClosed(1, 3)
            .mapToObj(
                node -> new Vote(node, VoteKind.UP, 200, null, 150_000L + node * 1_000, false))
            .toList();
    TargetVerdict verdict =
        new TargetVerdict(
            monitor,
            monitor,
            0,
            1L,
            Outcome.UP,
            DecidedBy.ANSWERS,
            at.plusSeconds(1),
            152,
            200,
            null,
            null,
            votes,
            false,
            null);
    RoundClosed closed =
        new RoundClosed(
            monitor,
            1,
            1L,
            ACCOUNT,
            null,
            null,
            at,
            Pace.NORMAL,
            at,
            at.plusSeconds(1),
            2,
            2,
            1,
            60,
            30,
            List.of(verdict));
    return new RoundEvent(RoundEventKind.ROUND_CLOSED, monitor, closed, null, null, null);
  }

  private <T extends SpecificRecord> void send(Topic topic, long key, AvroSerde<T> serde, T event) {
    if (failure != null) {
      throw new Complaint("the broker did not take an event: " + failure, failure);
    }
    byte[] bytes = serde.encode(topic.name(), event);
    byte[] id = Long.toString(key).getBytes(StandardCharsets.UTF_8);
    var _ =
        producer.send(
            new ProducerRecord<>(topic.name(), id, bytes),
            (_, e) -> {
              if (e != null) {
                failure = e;
              }
            });
    sent++;
  }

  @Override
  public void close() {
    producer.close();
  }
}
