package io.iplive.scheduler.kafka.node;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.verdict.NodeConduct;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the newest word of each partition on how nodes fare. */
public final class ConductKeeper extends GlobalKeeper {

  private final AvroSerde<NodeConduct> conducts;

  /** A keeper that decodes with {@code conducts}. */
  public ConductKeeper(AvroSerde<NodeConduct> conducts, GlobalReading reading) {
    super(NodeStores.CONDUCTS, reading);
    this.conducts = conducts;
  }

  @Override
  protected void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record) {
    long partition = NodeStores.id(record.key());
    byte @Nullable [] value = record.value();
    if (value == null) {
      return;
    }
    NodeConduct conduct = conducts.decode(Topics.NODE_CONDUCT.name(), value);
    if (conduct.getPartition() != partition) {
      throw new SerializationException(
          "partition=%d, allowed the key's %d".formatted(conduct.getPartition(), partition));
    }
    store.put(Long.toString(partition), value);
  }
}
