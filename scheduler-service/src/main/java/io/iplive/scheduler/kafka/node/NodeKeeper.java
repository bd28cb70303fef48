package io.iplive.scheduler.kafka.node;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import java.util.Comparator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the newest event of each node. */
public final class NodeKeeper extends GlobalKeeper {

  private static final Comparator<NodeEvent> ORDER =
      Comparator.comparingInt(NodeEvent::getEpoch).thenComparingLong(NodeEvent::getVersion);

  private final AvroSerde<NodeEvent> events;

  /** A keeper that decodes with {@code events}. */
  public NodeKeeper(AvroSerde<NodeEvent> events, GlobalReading reading) {
    super(NodeStores.NODES, reading);
    this.events = events;
  }

  @Override
  protected void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record) {
    long id = NodeStores.id(record.key());
    byte @Nullable [] value = record.value();
    String key = Long.toString(id);
    if (value == null) {
      store.delete(key);
      return;
    }
    NodeEvent event = events.decode(Topics.NODES.name(), value);
    if (event.getNodeId() != id || event.getAfter().getNodeId() != id) {
      throw new SerializationException(
          "nodeId=%d, allowed the key's %d".formatted(event.getNodeId(), id));
    }
    byte @Nullable [] before = store.get(key);
    if (before == null || ORDER.compare(event, events.decode(Topics.NODES.name(), before)) > 0) {
      store.put(key, value);
    }
  }
}
