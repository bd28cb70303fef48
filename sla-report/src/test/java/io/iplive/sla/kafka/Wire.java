package io.iplive.sla.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.Account;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.AccountEventKind;
import io.iplive.schemas.gateway.AccountState;
import io.iplive.schemas.gateway.Maintenance;
import io.iplive.schemas.gateway.MaintenanceEvent;
import io.iplive.schemas.gateway.MaintenanceEventKind;
import io.iplive.schemas.gateway.MaintenanceState;
import io.iplive.schemas.gateway.Node;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.gateway.NodeEventKind;
import io.iplive.schemas.gateway.NodeState;
import io.iplive.schemas.gateway.Recurrence;
import io.iplive.schemas.notifier.DeliveryEvent;
import io.iplive.schemas.verdict.OutageEvent;
import io.iplive.schemas.verdict.Rollup;
import io.iplive.schemas.verdict.RoundEvent;
import io.iplive.verdict.kafka.HistoryAvro;
import io.iplive.verdict.kafka.OutputAvro;
import io.iplive.verdict.monitor.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes what gateway and verdict would, in transactions. */
public final class Wire implements AutoCloseable {

  private final SchemaRegistry registry;
  private final Producer<byte[], byte[]> producer;
  private final Map<Class<?>, AvroSerde<?>> serdes = new HashMap<>();

  public Wire(String brokers, SchemaRegistry registry) {
    this.registry = registry;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "told"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** An account and the node that watches. */
  public void directory(long account, String name, Instant at) {
    producer.beginTransaction();
    Account after =
        new Account(
            account,
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
        AccountEvent.class,
        account,
        new AccountEvent(
            "a" + account, AccountEventKind.CREATED, account, 1, 1L, at, List.of(), after));
    Node node = new Node(1L, "192.0.2.10", NodeState.ACTIVE, 6, false);
    send(
        Topics.NODES,
        NodeEvent.class,
        1,
        new NodeEvent("n", NodeEventKind.ENROLLED, 1L, 1, 1L, at, List.of(), node));
    producer.commitTransaction();
  }

  /** A maintenance of all targets. */
  public void maintenance(long account, Instant from, Duration length) {
    producer.beginTransaction();
    Maintenance after =
        new Maintenance(
            4L,
            account,
            MaintenanceState.ACTIVE,
            List.of(101L, 102L, 103L),
            from,
            "1970-01-01T00:00",
            "UTC",
            length.toSeconds(),
            Recurrence.NONE,
            List.of(),
            null);
    send(
        Topics.MAINTENANCES,
        MaintenanceEvent.class,
        4,
        new MaintenanceEvent("m", MaintenanceEventKind.ADDED, 4L, 1, 1L, from, List.of(), after));
    producer.commitTransaction();
  }

  /** Everything the verdict said. */
  public void life(Life life, boolean commit) {
    producer.beginTransaction();
    for (Output output : life.outputs()) {
      switch (output) {
        case Output.OfRound(var event) ->
            send(Topics.ROUNDS, Life.at(event), RoundEvent.class, OutputAvro.round(event));
        case Output.OfOutage(var event) ->
            send(Topics.OUTAGES, OutageEvent.class, Life.MONITOR, OutputAvro.outage(event));
        case Output.OfRollup(var rollup) ->
            send(Topics.ROLLUPS, Rollup.class, Life.MONITOR, HistoryAvro.rollup(rollup));
        case Output.OfFlapping _, Output.OfDegraded _, Output.OfPace _, Output.Read _ -> {}
      }
    }
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.flush();
      producer.abortTransaction();
    }
  }

  /** What became of notices of the monitor. */
  public void deliveries(List<DeliveryEvent> events) {
    producer.beginTransaction();
    events.forEach(
        event -> send(Topics.DELIVERIES, event.getOccurredAt(), DeliveryEvent.class, event));
    producer.commitTransaction();
  }

  private <T extends SpecificRecord> void send(Topic topic, Class<T> type, long key, T value) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                Long.toString(key).getBytes(UTF_8),
                serde(type).encode(topic.name(), value)));
  }

  /** As if the topic had it then; it has to take times of producers. */
  private <T extends SpecificRecord> void send(Topic topic, Instant at, Class<T> type, T value) {
    var _ =
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                null,
                at.toEpochMilli(),
                Long.toString(Life.MONITOR).getBytes(UTF_8),
                serde(type).encode(topic.name(), value)));
  }

  /** Each asks the registry once. */
  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    return (AvroSerde<T>) serdes.computeIfAbsent(type, _ -> new AvroSerde<>(registry, type));
  }

  @Override
  public void close() {
    producer.close();
  }
}
