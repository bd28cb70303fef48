package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Ticks;
import io.iplive.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A scheduler and three probers for monitors 1..n, whose targets do what a script says: one
 * character a round, {@code .} good and {@code E} failing, each monitor a step further in it.
 */
final class Feed implements AutoCloseable {

  private static final int MORE_ROUNDS = 20;
  private static final Duration EVERY = Duration.ofMillis(100);

  static final String SCRIPT = "..EEE....E.EE...";

  private final int monitors;
  private final int partitions;
  private final Instant start;
  private final Wire wire;
  private final Producer<byte[], byte[]> producer;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();
  private volatile int rounds;
  private volatile int lastRound = Integer.MAX_VALUE;

  Feed(String brokers, String registry, int monitors, int partitions, Instant start) {
    this.monitors = monitors;
    this.partitions = partitions;
    this.start = start;
    this.wire = new Wire(new HttpSchemaRegistry(registry));
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            1,
            // On a topic seconds old a second request may overtake one that found no leader yet.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** From now on a tick each 250 ms, and a round of every monitor each 100 ms. */
  void run() {
    begun.add(timer.scheduleAtFixedRate(this::tick, 0, 250, TimeUnit.MILLISECONDS));
    begun.add(timer.scheduleAtFixedRate(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Ends the rounds, not the ticks.
   *
   * @return the last round there will be
   */
  int endSoon() {
    lastRound = rounds + MORE_ROUNDS;
    return lastRound;
  }

  int rounds() {
    return rounds;
  }

  Instant at(int round) {
    return at(start, round);
  }

  static Instant at(Instant start, int round) {
    return start.plus(EVERY.multipliedBy(round));
  }

  static boolean up(long monitor, int round) {
    return SCRIPT.charAt((int) ((round + monitor) % SCRIPT.length())) == '.';
  }

  void send(String topic, long monitor, byte[] value) {
    sent(new ProducerRecord<>(topic, Wire.key(monitor), value));
  }

  Wire wire() {
    return wire;
  }

  /** Whether anything that was to be written was not. */
  boolean failed() {
    return begun.stream().anyMatch(future -> future.state() == Future.State.FAILED);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    producer.close();
  }

  @SuppressWarnings("NullAway") // A tick of answers has no value.
  private void tick() {
    byte[] key = "tick".getBytes(UTF_8);
    for (int partition = 0; partition < partitions; partition++) {
      Headers answersTick = new RecordHeaders().add(Ticks.OF_ANSWERS, new byte[0]);
      sent(
          new ProducerRecord<>(
              Topics.SCHEDULE.name(), partition, null, key, wire.tick(), answersTick));
      sent(new ProducerRecord<>(Topics.PROBE_RESULTS.name(), partition, key, null));
    }
  }

  private void round() {
    int round = rounds;
    if (round > lastRound) {
      return;
    }
    for (long monitor = 1; monitor <= monitors; monitor++) {
      send(Topics.SCHEDULE.name(), monitor, wire.opened(monitor, at(round)));
      for (long node = 1; node <= Wire.NODES; node++) {
        byte[] result = wire.result(monitor, at(round), node, up(monitor, round));
        send(Topics.PROBE_RESULTS.name(), monitor, result);
      }
    }
    producer.flush();
    rounds = round + 1;
  }

  private void sent(ProducerRecord<byte[], byte[]> record) {
    begun.add(producer.send(record));
  }
}
