package io.iplive.gateway.kafka.projection;

import io.iplive.schemas.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what the records of one topic say. */
public interface RecordReader<T> {

  /** The topic. */
  Topic topic();

  /**
   * What a record says.
   *
   * @return null: nothing that is projected
   * @throws org.apache.kafka.common.errors.SerializationException it is poison
   */
  @Nullable T read(ConsumerRecord<byte[], byte[]> record);
}
