package io.iplive.notifier.kafka;

import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Directory.ReadPosition;
import io.iplive.notifier.directory.DirectoryChange;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.schemas.SchemaRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Projects monitors.v1, accounts.v1, contacts.v1 and maintenances.v1 into the directory, together
 * with how far they were read: that is how any instance knows when the projection has caught up. A
 * position also passes what no listener sees, the markers that end a producer's transaction, so it
 * is taken from the consumer when it is idle too.
 */
final class DirectoryListener
    implements BatchMessageListener<byte[], byte[]>,
        ConsumerAwareRebalanceListener,
        ApplicationEventPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryListener.class);

  private final Directory directory;
  private final DirectoryAvro avro;
  private final Membership membership = new Membership();

  /** What was saved when it was idle: it is so most of the time. */
  private Set<ReadPosition> saved = Set.of();

  DirectoryListener(Directory directory, SchemaRegistry registry) {
    this.directory = directory;
    this.avro = new DirectoryAvro(registry);
  }

  @Override
  public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
    List<DirectoryChange> changes = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        changes.add(avro.change(record));
      } catch (SerializationException e) {
        List<ConsumerRecord<byte[], byte[]>> good = records.subList(0, changes.size());
        directory.apply(changes, passed(good));
        throw new BatchListenerFailedException(
            "Not a change of the directory: " + e.getMessage(), e, changes.size());
      }
    }
    directory.apply(changes, passed(records));
  }

  private static Collection<ReadPosition> passed(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, Long> next =
        records.stream()
            .collect(
                Collectors.toMap(
                    record -> new TopicPartition(record.topic(), record.partition()),
                    record -> record.offset() + 1,
                    Math::max));
    return next.entrySet().stream()
        .map(at -> new ReadPosition(at.getKey().topic(), at.getKey().partition(), at.getValue()))
        .toList();
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    saved = Set.of();
    goBack(consumer, assigned);
    savePositions(consumer, assigned);
    membership.onPartitionsAssigned(consumer, assigned);
  }

  /** To where the database is, should it be older than the group's offsets: restored, say. */
  private void goBack(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    try {
      Map<TopicPartition, Long> stored =
          directory.positions().stream()
              .collect(
                  Collectors.toMap(
                      at -> new TopicPartition(at.topic(), at.partition()), ReadPosition::next));
      for (TopicPartition partition : assigned) {
        long next = stored.getOrDefault(partition, 0L);
        if (next < consumer.position(partition)) {
          LOG.warn("{} is read again from {}: the database has no more of it", partition, next);
          consumer.seek(partition, next);
        }
      }
    } catch (StoreUnavailableException e) {
      LOG.warn("How far the database has read is not known: {}", e.getMessage());
    }
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    membership.onPartitionsLost(consumer, lost);
  }

  boolean joined() {
    return membership.joined();
  }

  @Override
  public void publishEvent(Object event) {
    if (event instanceof ListenerContainerIdleEvent idle && idle.getTopicPartitions() != null) {
      savePositions(idle.getConsumer(), idle.getTopicPartitions());
    }
  }

  private void savePositions(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Set<ReadPosition> positions =
        partitions.stream()
            .map(at -> new ReadPosition(at.topic(), at.partition(), consumer.position(at)))
            .collect(Collectors.toSet());
    if (positions.equals(saved)) {
      return;
    }
    try {
      directory.apply(List.of(), positions);
      saved = positions;
    } catch (StoreUnavailableException e) {
      LOG.warn("Read positions are not saved yet: {}", e.getMessage());
    }
  }
}
