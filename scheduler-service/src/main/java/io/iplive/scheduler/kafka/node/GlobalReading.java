package io.iplive.scheduler.kafka.node;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * How a record of a global store's topic is read: retried while it may help, else a dead letter.
 */
@FunctionalInterface
public interface GlobalReading {

  /** Runs {@code keep} on a record. */
  void read(ProcessorContext<?, ?> context, Record<byte[], byte[]> record, Runnable keep);
}
