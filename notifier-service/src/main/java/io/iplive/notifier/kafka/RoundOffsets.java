package io.iplive.notifier.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which offsets may be committed: those below the lowest that is not finished. Used by one thread.
 */
final class RoundOffsets {

  private final Map<TopicPartition, Progress> partitions = new HashMap<>();

  /** What was begun of a partition. */
  private static final class Progress {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed = -1;

    private long lowWater() {
      return open.isEmpty() ? next : open.first();
    }
  }

  void begun(TopicPartition partition, long offset) {
    Progress progress = partitions.computeIfAbsent(partition, _ -> new Progress());
    progress.open.add(offset);
    progress.next = offset + 1;
  }

  /** An offset that was begun in an earlier assignment is ignored. */
  void finished(TopicPartition partition, long offset) {
    Progress progress = partitions.get(partition);
    if (progress != null) {
      progress.open.remove(offset);
    }
  }

  /** How many are begun and not finished. */
  int open() {
    return partitions.values().stream().mapToInt(progress -> progress.open.size()).sum();
  }

  /** What has moved since it was last asked for. */
  Map<TopicPartition, OffsetAndMetadata> toCommit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    partitions.forEach((partition, progress) -> {
      long lowWater = progress.lowWater();
      if (lowWater != progress.committed) {
        progress.committed = lowWater;
        offsets.put(partition, new OffsetAndMetadata(lowWater));
      }
    });
    return offsets;
  }

  /** A commit was lost: everything is to be committed again. */
  void commitAgain() {
    partitions.values().forEach(progress -> progress.committed = -1);
  }

  void clear() {
    partitions.clear();
  }

  void forget(Collection<TopicPartition> revoked) {
    revoked.forEach(partitions::remove);
  }
}
