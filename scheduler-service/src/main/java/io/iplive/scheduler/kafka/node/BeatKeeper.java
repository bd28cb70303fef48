package io.iplive.scheduler.kafka.node;

import io.iplive.scheduler.node.Liveness;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.prober.NodeHeartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the heartbeats of each node's last ten seconds. */
public final class BeatKeeper extends GlobalKeeper {

  private final AvroSerde<NodeHeartbeat> heartbeats;
  private final Consumer<Instant> appended;

  /**
   * A keeper that decodes with {@code heartbeats}.
   *
   * @param appended hears when each was appended, as it is read
   */
  public BeatKeeper(
      AvroSerde<NodeHeartbeat> heartbeats, GlobalReading reading, Consumer<Instant> appended) {
    super(NodeStores.BEATS, reading);
    this.heartbeats = heartbeats;
    this.appended = appended;
  }

  @Override
  protected void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record) {
    long id = NodeStores.id(record.key());
    byte @Nullable [] value = record.value();
    if (value == null) {
      return;
    }
    NodeHeartbeat heartbeat = heartbeats.decode(Topics.NODE_HEARTBEATS.name(), value);
    if (heartbeat.getNodeId() != id) {
      throw new SerializationException(
          "nodeId=%d, allowed the key's %d".formatted(heartbeat.getNodeId(), id));
    }
    Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
    appended.accept(appendedAt);
    store.put(NodeStores.beatKey(id, appendedAt, heartbeat.getInstanceId()), value);
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> beats =
        store.range(
            NodeStores.firstBeatKey(id), NodeStores.beatKeyBefore(id, appendedAt, Liveness.LIVE))) {
      while (beats.hasNext()) {
        KeyValue<String, byte[]> beat = beats.next();
        old.add(beat.key);
      }
    }
    old.forEach(store::delete);
  }
}
