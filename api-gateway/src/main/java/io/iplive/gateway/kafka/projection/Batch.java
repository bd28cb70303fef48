package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.projection.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records read up to the end, or to the first that is poison. */
final class Batch<T> {

  private final List<Located<T>> facts = new ArrayList<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private int read;
  private @Nullable SerializationException poison;

  static <T> Batch<T> of(RecordReader<T> reader, List<ConsumerRecord<byte[], byte[]>> records) {
    Batch<T> batch = new Batch<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        T fact = reader.read(record);
        if (fact != null) {
          batch.facts.add(new Located<>(record.partition(), record.offset(), fact));
        }
      } catch (SerializationException e) {
        batch.poison = e;
        break;
      }
      batch.next.put(record.partition(), record.offset() + 1);
      batch.read++;
    }
    return batch;
  }

  List<Located<T>> facts() {
    return facts;
  }

  /** The offsets after what was read. */
  Map<Integer, Long> next() {
    return next;
  }

  /** How many records were read. */
  int read() {
    return read;
  }

  /** Why the record after those could not be; null: there is none. */
  @Nullable SerializationException poison() {
    return poison;
  }
}
