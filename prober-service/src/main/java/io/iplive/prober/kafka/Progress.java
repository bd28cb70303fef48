package io.iplive.prober.kafka;

import io.iplive.prober.kafka.TakenJob.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is done with, and how far the broker knows it. */
final class Progress {

  private final Map<TopicPartition, LowWaterMark> marks = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();

  void taken(Place place) {
    marks
        .computeIfAbsent(place.partition(), _ -> new LowWaterMark(place.offset()))
        .taken(place.offset());
  }

  /** Means nothing for a partition that was given away meanwhile. */
  void finished(Place place) {
    LowWaterMark mark = marks.get(place.partition());
    if (mark != null) {
      mark.finished(place.offset());
    }
  }

  /** What the broker does not know yet; it counts as known from now on. */
  Map<TopicPartition, OffsetAndMetadata> uncommitted(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      LowWaterMark mark = marks.get(partition);
      if (mark != null) {
        Long before = committed.put(partition, mark.offset());
        if (before == null || before != mark.offset()) {
          offsets.put(partition, new OffsetAndMetadata(mark.offset()));
        }
      }
    }
    return offsets;
  }

  /** A commit failed. */
  void notCommitted(Collection<TopicPartition> partitions) {
    committed.keySet().removeAll(partitions);
  }

  void forget(Collection<TopicPartition> partitions) {
    marks.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }
}
