package io.iplive.scheduler.kafka.node;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.gateway.NodeEvent;
import java.util.Comparator;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the newest event of each node. */
public final class NodeKeeper implements Processor<byte[], byte[], Void, Void> {

  private static final Comparator<NodeEvent> ORDER =
      Comparator.comparingInt(NodeEvent::getEpoch).thenComparingLong(NodeEvent::getVersion);

  private final AvroSerde<NodeEvent> events;
  private final GlobalReading reading;
  private @Nullable ProcessorContext<Void, Void> context;

  /** A keeper that decodes with {@code events}. */
  public NodeKeeper(AvroSerde<NodeEvent> events, GlobalReading reading) {
    this.events = events;
    this.reading = reading;
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<Void, Void> here = Objects.requireNonNull(context);
    KeyValueStore<String, byte[]> store = here.getStateStore(NodeStores.NODES);
    reading.read(here, record, () -> keep(store, record));
  }

  private void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record) {
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
