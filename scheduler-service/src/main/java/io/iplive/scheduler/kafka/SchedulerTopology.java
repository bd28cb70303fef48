package io.iplive.scheduler.kafka;

import io.iplive.scheduler.kafka.account.AccountBoard;
import io.iplive.scheduler.kafka.account.AccountKeeper;
import io.iplive.scheduler.kafka.job.AnswerTicks;
import io.iplive.scheduler.kafka.job.Jobs;
import io.iplive.scheduler.kafka.node.BeatKeeper;
import io.iplive.scheduler.kafka.node.ConductKeeper;
import io.iplive.scheduler.kafka.node.GlobalReading;
import io.iplive.scheduler.kafka.node.NodeBoard;
import io.iplive.scheduler.kafka.node.NodeKeeper;
import io.iplive.scheduler.kafka.node.NodeStores;
import io.iplive.scheduler.kafka.start.StartLine;
import io.iplive.scheduler.schedule.Policy;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.AccountEvent;
import io.iplive.schemas.gateway.MonitorEvent;
import io.iplive.schemas.gateway.NodeEvent;
import io.iplive.schemas.prober.NodeHeartbeat;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.verdict.NodeConduct;
import io.iplive.schemas.verdict.PaceChanged;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * Definitions and paces in, schedule out; accounts, nodes and their heartbeats beside it.
 * Everything is bytes to Streams: decoding is ours, so that poison and a silent registry are told
 * apart.
 */
public final class SchedulerTopology implements Supplier<Topology> {

  private static final Map<String, String> CHANGELOG =
      Map.of(
          "segment.bytes", Integer.toString(32 * 1024 * 1024),
          "min.cleanable.dirty.ratio", "0.2",
          "max.compaction.lag.ms", "600000");

  private final StoreKind stores;
  private final AvroSerde<NodeEvent> nodes;
  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final AvroSerde<NodeConduct> conducts;
  private final AvroSerde<AccountEvent> accounts;
  private final GlobalReading reading;
  private final SchedulerParts parts;

  /**
   * A topology.
   *
   * @param letters where poison of the global topics is published
   */
  public SchedulerTopology(
      StoreKind stores,
      Policy policy,
      SchemaRegistry registry,
      InstantSource clock,
      StartLine startLine,
      Jobs jobs,
      AnswerTicks answers,
      Producer<byte[], byte[]> letters,
      Patience patience,
      Tasks tasks,
      SchedulerMeters meters) {
    this.stores = stores;
    this.nodes = new AvroSerde<>(registry, NodeEvent.class);
    this.heartbeats = new AvroSerde<>(registry, NodeHeartbeat.class);
    this.conducts = new AvroSerde<>(registry, NodeConduct.class);
    this.accounts = new AvroSerde<>(registry, AccountEvent.class);
    this.reading = new DeadLetters(letters, patience, meters);
    this.parts =
        new SchedulerParts(
            clock,
            policy,
            new IncomingDecoder(
                new AvroSerde<>(registry, MonitorEvent.class),
                new AvroSerde<>(registry, PaceChanged.class),
                patience),
            new ScheduleCodec(new AvroSerde<>(registry, ScheduleEvent.class), patience),
            startLine,
            new NodeBoard(nodes, heartbeats, conducts),
            new AccountBoard(),
            jobs,
            answers,
            tasks,
            meters);
  }

  /** A new one each time: Streams keeps state in it. */
  @Override
  public Topology get() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    ByteArraySerializer values = new ByteArraySerializer();
    Serializer<OutKey> keys = (_, key) -> key.bytes();
    StreamPartitioner<OutKey, byte[]> ownPartition =
        (_, key, _, _) -> Optional.of(Set.of(key.partition()));
    return new Topology()
        .addSource("definitions", bytes, bytes, Topics.MONITORS.name())
        .addSource("paces", bytes, bytes, Topics.PACES.name())
        .addProcessor("scheduler", () -> new SchedulerProcessor(parts), "definitions", "paces")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    supplier(stores, SchedulerProcessor.MONITORS),
                    Serdes.Long(),
                    Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG),
            "scheduler")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    supplier(stores, SchedulerProcessor.TICKS), Serdes.String(), Serdes.Long())
                .withLoggingEnabled(CHANGELOG),
            "scheduler")
        .addSink(
            SchedulerProcessor.SCHEDULE,
            Topics.SCHEDULE.name(),
            keys,
            values,
            ownPartition,
            "scheduler")
        .addSink(
            SchedulerProcessor.PACES, Topics.PACES.name(), keys, values, ownPartition, "scheduler")
        .addSink(
            SchedulerProcessor.DEAD_LETTERS,
            (_, _, source) -> DeadLetters.topicFor(source.topic()),
            keys,
            values,
            "scheduler")
        .addGlobalStore(
            NodeStores.builder(NodeStores.NODES),
            "nodes-source",
            bytes,
            bytes,
            Topics.NODES.name(),
            "node-keeper",
            () -> new NodeKeeper(nodes, reading))
        .addGlobalStore(
            NodeStores.builder(NodeStores.BEATS),
            "beats-source",
            bytes,
            bytes,
            Topics.NODE_HEARTBEATS.name(),
            "beat-keeper",
            () -> new BeatKeeper(heartbeats, reading, parts.meters()::heartbeat))
        .addGlobalStore(
            NodeStores.builder(NodeStores.CONDUCTS),
            "conducts-source",
            bytes,
            bytes,
            Topics.NODE_CONDUCT.name(),
            "conduct-keeper",
            () -> new ConductKeeper(conducts, reading))
        .addGlobalStore(
            NodeStores.builder(AccountKeeper.ACCOUNTS),
            "accounts-source",
            bytes,
            bytes,
            Topics.ACCOUNTS.name(),
            "account-keeper",
            () -> new AccountKeeper(accounts, reading, parts.accounts()));
  }

  private static KeyValueBytesStoreSupplier supplier(StoreKind kind, String name) {
    return switch (kind) {
      case IN_MEMORY -> Stores.inMemoryKeyValueStore(name);
      case ROCKSDB -> Stores.persistentKeyValueStore(name);
    };
  }
}
