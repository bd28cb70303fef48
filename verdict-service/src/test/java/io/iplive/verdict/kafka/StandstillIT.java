package io.iplive.verdict.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.DecidedBy;
import io.iplive.schemas.verdict.RoundEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The verdict stands still for longer than rounds last, while these are answered. */
class StandstillIT {

  private static final int PARTITIONS = 2;
  private static final int MONITORS = 3_000;

  /** Less than a session, more than the rounds and their grace. */
  private static final Duration STANDSTILL = Duration.ofSeconds(4);

  private final EmbeddedKafkaKraftBroker broker = OneBroker.of(PARTITIONS);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Future<?>> begun = new ConcurrentLinkedQueue<>();
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void startBroker() {
    broker.afterPropertiesSet();
  }

  @AfterEach
  void stopAll() {
    timer.shutdownNow();
    broker.destroy();
  }

  @Test
  void answersThatStoodOnTheBrokerMeanwhileAreNoSilence(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    String brokers = broker.getBrokersAsString();
    try (RegistryServer registry = new RegistryServer();
        Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        KafkaProducer<byte[], byte[]> producer = producer(brokers)) {
      TopicProvisioning.createMissing(admin, Topics.standing(), PARTITIONS, (short) 1);
      Wire wire = new Wire(new HttpSchemaRegistry(registry.address()));
      begun.add(
          timer.scheduleAtFixedRate(() -> tick(producer, wire), 0, 250, TimeUnit.MILLISECONDS));
      VerdictProcess verdict = VerdictProcess.start(brokers, registry.address(), directory);
      try {
        await().atMost(Duration.ofSeconds(90)).until(verdict::healthy);
        verdict.pause();
        Instant pausedUntil = Instant.now().plus(STANDSTILL);
        rounds(producer, wire);
        await().atMost(STANDSTILL.multipliedBy(2)).until(() -> Instant.now().isAfter(pausedUntil));
        verdict.resume();
        assertThat(begun).noneMatch(future -> future.state() == Future.State.FAILED);
        assertThat(decisions(brokers, registry)).hasSize(MONITORS).containsOnly(DecidedBy.ANSWERS);
      } finally {
        verdict.kill();
      }
    }
  }

  private void rounds(KafkaProducer<byte[], byte[]> producer, Wire wire) {
    for (long monitor = 1; monitor <= MONITORS; monitor++) {
      byte[] opened = wire.openedForASecond(monitor, start);
      begun.add(
          producer.send(new ProducerRecord<>(Topics.SCHEDULE.name(), Wire.key(monitor), opened)));
    }
    producer.flush();
    for (long node = 1; node <= Wire.NODES; node++) {
      for (long monitor = 1; monitor <= MONITORS; monitor++) {
        byte[] result = wire.result(monitor, start, node, true);
        begun.add(
            producer.send(
                new ProducerRecord<>(Topics.PROBE_RESULTS.name(), Wire.key(monitor), result)));
      }
    }
    producer.flush();
  }

  @SuppressWarnings("NullAway") // A tick of answers has no value.
  private void tick(KafkaProducer<byte[], byte[]> producer, Wire wire) {
    byte[] key = "tick".getBytes(UTF_8);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      begun.add(
          producer.send(new ProducerRecord<>(Topics.SCHEDULE.name(), partition, key, wire.tick())));
      begun.add(
          producer.send(new ProducerRecord<>(Topics.PROBE_RESULTS.name(), partition, key, null)));
    }
  }

  private static List<DecidedBy> decisions(String brokers, RegistryServer registry) {
    AvroSerde<RoundEvent> serde =
        new AvroSerde<>(new HttpSchemaRegistry(registry.address()), RoundEvent.class);
    List<DecidedBy> decisions = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "group.id", "decisions",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.ROUNDS.name()));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
              serde
                  .decode(record.topic(), record.value())
                  .getClosed()
                  .getTargets()
                  .forEach(target -> decisions.add(target.getDecidedBy()));
            }
            return decisions.size() >= MONITORS;
          });
    }
    return decisions;
  }

  private static KafkaProducer<byte[], byte[]> producer(String brokers) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", brokers, "linger.ms", 1, "acks", "all");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
