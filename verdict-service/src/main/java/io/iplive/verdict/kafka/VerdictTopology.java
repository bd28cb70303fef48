package io.iplive.verdict.kafka;

import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.verdict.collector.Limits;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What comes in, what goes out, and the one processor between. */
public final class VerdictTopology {

  private static final Map<String, String> CHANGELOG =
      Map.of(
          "segment.bytes",
          Integer.toString(32 * 1024 * 1024),
          "min.cleanable.dirty.ratio",
          "0.2",
          "max.compaction.lag.ms",
          Long.toString(Duration.ofMinutes(10).toMillis()));

  private VerdictTopology() {}

  /** Adds the verdict to a topology. */
  public static Topology addTo(
      Topology topology,
      SchemaRegistry registry,
      Limits limits,
      VerdictMeters meters,
      boolean onDisk) {
    ByteArrayDeserializer in = new ByteArrayDeserializer();
    ByteArraySerializer out = new ByteArraySerializer();
    return topology
        .addSource("input", in, in, Topics.SCHEDULE.name(), Topics.PROBE_RESULTS.name())
        .addProcessor("verdict", () -> new VerdictProcessor(registry, limits, meters), "input")
        .addStateStore(store(onDisk), "verdict")
        .addStateStore(windows(), "verdict")
        .addSink(VerdictProcessor.ROUNDS, Topics.ROUNDS.name(), out, out, "verdict")
        .addSink(VerdictProcessor.OUTAGES, Topics.OUTAGES.name(), out, out, "verdict")
        .addSink(VerdictProcessor.PACES, Topics.PACES.name(), out, out, "verdict")
        .addSink(VerdictProcessor.ROLLUPS, Topics.ROLLUPS.name(), out, out, "verdict")
        .addSink(VerdictProcessor.USAGE, Topics.USAGE.name(), out, out, "verdict")
        .addSink(VerdictProcessor.CONDUCT, Topics.NODE_CONDUCT.name(), out, out, "verdict");
  }

  /** Cached, so that an account costs its changelog one record a commit, not one a round. */
  private static StoreBuilder<KeyValueStore<Long, byte[]>> windows() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(VerdictProcessor.USAGE_STORE),
            Serdes.Long(),
            Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingEnabled();
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(boolean onDisk) {
    KeyValueBytesStoreSupplier supplier =
        onDisk
            ? Stores.persistentKeyValueStore(VerdictProcessor.STORE)
            : Stores.inMemoryKeyValueStore(VerdictProcessor.STORE);
    return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }
}
