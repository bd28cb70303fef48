package io.iplive.scheduler.kafka.node;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The global stores. Values are the records as published, filled anew from the topics at each
 * start; the heartbeats' keys are {@code node/append millis/instance}, so that several can be kept.
 */
public final class NodeStores {

  /** Name of the store of enrolled nodes. */
  public static final String NODES = "nodes";

  /** Name of the store of recent heartbeats. */
  public static final String BEATS = "beats";

  /** Name of the store of how nodes fare, by partition of the monitor topics. */
  public static final String CONDUCTS = "conducts";

  private NodeStores() {}

  /** Builds one of the stores. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  static String beatKey(long nodeId, Instant appendedAt, String instanceId) {
    return "%d/%013d/%s".formatted(nodeId, appendedAt.toEpochMilli(), instanceId);
  }

  static String firstBeatKey(long nodeId) {
    return nodeId + "/";
  }

  static String beatKeyBefore(long nodeId, Instant appendedAt, Duration age) {
    return "%d/%013d".formatted(nodeId, appendedAt.minus(age).toEpochMilli());
  }

  static Instant appendedAt(String beatKey) {
    return Instant.ofEpochMilli(Long.parseLong(beatKey.split("/", 3)[1]));
  }

  /** The id a record is keyed by; anything else is poison. */
  public static long id(byte @Nullable [] key) {
    if (key == null) {
      throw new SerializationException("key is missing, allowed a decimal id");
    }
    String text = new String(key, StandardCharsets.UTF_8);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new SerializationException("key='%s', allowed a decimal id".formatted(text), e);
    }
  }
}
