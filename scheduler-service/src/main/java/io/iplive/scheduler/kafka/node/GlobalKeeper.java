package io.iplive.scheduler.kafka.node;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps of a topic, in a global store, what rounds are opened by. */
public abstract class GlobalKeeper implements Processor<byte[], byte[], Void, Void> {

  private final String store;
  private final GlobalReading reading;
  private @Nullable ProcessorContext<Void, Void> context;

  /** A keeper in the store of that name. */
  protected GlobalKeeper(String store, GlobalReading reading) {
    this.store = store;
    this.reading = reading;
  }

  @Override
  public final void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
  }

  @Override
  public final void process(Record<byte[], byte[]> record) {
    ProcessorContext<Void, Void> here = Objects.requireNonNull(context);
    KeyValueStore<String, byte[]> kept = here.getStateStore(store);
    reading.read(here, record, () -> keep(kept, record));
  }

  /**
   * Takes one record.
   *
   * @throws org.apache.kafka.common.errors.SerializationException when it is a dead letter
   */
  protected abstract void keep(KeyValueStore<String, byte[]> store, Record<byte[], byte[]> record);
}
