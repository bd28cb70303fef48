package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.ProjectionStore;
import io.iplive.gateway.projection.ProjectionStore.Taking;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Follows a topic into the generation that is read. Where to begin is what the store says, whatever
 * the group has committed: the store may be older, restored from a backup.
 */
final class Follower<T>
    implements BatchConsumerAwareMessageListener<byte[], byte[]>,
        ConsumerAwareRebalanceListener,
        ApplicationEventPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int NONE = -1;

  private final RecordReader<T> reader;
  private final ProjectionStore<T> store;
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private final Map<Integer, Long> reached = new HashMap<>();
  private int generation = NONE;
  private volatile boolean joined;
  private volatile long lag;

  Follower(RecordReader<T> reader, ProjectionStore<T> store) {
    this.reader = reader;
    this.store = store;
  }

  /** Whether it is a member of its group. */
  boolean joined() {
    return joined;
  }

  /** Records of its partitions that are not yet applied. */
  long lag() {
    return lag;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
    if (consumer != null && !unplaced.isEmpty()) {
      place(consumer);
      return;
    }
    Batch<T> batch = Batch.of(reader, records);
    if (!apply(batch.facts(), batch.next(), consumer)) {
      return;
    }
    if (batch.poison() != null) {
      throw new BatchListenerFailedException(
          "Not a record of %s: %s".formatted(reader.topic().name(), batch.poison().getMessage()),
          batch.poison(),
          batch.read());
    }
    measure(consumer);
  }

  /** False: the store is older than it was, and is followed from where it is now. */
  private boolean apply(
      List<Located<T>> facts, Map<Integer, Long> next, @Nullable Consumer<?, ?> consumer) {
    Taking taking = Taking.OVER;
    while (taking == Taking.OVER) {
      if (generation == NONE) {
        generation = store.standing().active();
      }
      taking = store.apply(generation, reached, facts, next);
      generation = taking == Taking.OVER ? NONE : generation;
    }
    if (taking == Taking.BEHIND && consumer != null) {
      LOG.warn("{} is read again from where the database is", reader.topic().name());
      unplaced.addAll(consumer.assignment());
      place(consumer);
      return false;
    }
    reached.putAll(next);
    return true;
  }

  private void place(Consumer<?, ?> consumer) {
    generation = store.standing().active();
    Map<Integer, Long> positions = store.positions(generation);
    Map<TopicPartition, Long> ends = consumer.endOffsets(unplaced);
    Set<Integer> anew = new HashSet<>();
    for (TopicPartition partition : unplaced) {
      Long next = positions.get(partition.partition());
      if (next != null && next > ends.getOrDefault(partition, 0L)) {
        anew.add(partition.partition());
        next = null;
      }
      if (next == null) {
        consumer.seekToBeginning(Set.of(partition));
        reached.remove(partition.partition());
      } else {
        consumer.seek(partition, next);
        reached.put(partition.partition(), next);
      }
    }
    if (!anew.isEmpty()) {
      LOG.warn("{} was made anew: {} are read from the beginning", reader.topic().name(), anew);
      store.rewind(generation, anew);
    }
    unplaced.clear();
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    unplaced.addAll(assigned);
    joined = true;
  }

  @Override
  public void onPartitionsRevokedBeforeCommit(
      Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
    left(revoked);
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    left(lost);
    joined = false;
  }

  private void left(Collection<TopicPartition> partitions) {
    unplaced.removeAll(partitions);
    partitions.forEach(partition -> reached.remove(partition.partition()));
  }

  /**
   * When there is nothing to read: what no listener sees, markers of transactions and dead letters
   * at the end, is behind us too.
   */
  @Override
  public void publishEvent(Object event) {
    if (event instanceof ListenerContainerIdleEvent idle && idle.getTopicPartitions() != null) {
      try {
        rest(idle.getConsumer(), idle.getTopicPartitions());
      } catch (JournalUnavailableException e) {
        LOG.warn("How far {} was read is not saved yet: {}", reader.topic().name(), e.getMessage());
      }
    }
  }

  private void rest(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    if (!unplaced.isEmpty()) {
      place(consumer);
      return;
    }
    Map<Integer, Long> positions =
        partitions.stream()
            .map(TopicPartition::partition)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    number ->
                        consumer.position(new TopicPartition(reader.topic().name(), number))));
    if (!positions.isEmpty() && !positions.equals(reached)) {
      apply(List.of(), positions, consumer);
    }
    measure(consumer);
  }

  private void measure(@Nullable Consumer<?, ?> consumer) {
    if (consumer != null) {
      lag =
          consumer.assignment().stream()
              .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
              .sum();
    }
  }
}
