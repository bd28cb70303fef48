package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.projection.Located;
import io.iplive.gateway.projection.ProjectionStore;
import io.iplive.gateway.projection.ProjectionStore.Taking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the next generation of one projection from the beginning of its topic. */
final class Builder<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Builder.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FRUITLESS_POLLS = 50;

  /** A rest that is small enough to be read while nothing else is applied. */
  private static final long SMALL = 1_000;

  private final RecordReader<T> reader;
  private final ProjectionStore<T> store;
  private final ProjectionClients clients;
  private final String name;

  Builder(
      RecordReader<T> reader, ProjectionStore<T> store, ProjectionClients clients, String name) {
    this.reader = reader;
    this.store = store;
    this.clients = clients;
    this.name = name;
  }

  /** Builds, if there is something to build and no other replica does; ends early when told to. */
  void build(BooleanSupplier closing) {
    OptionalInt building = store.leaseBuilding(name);
    if (building.isEmpty()) {
      return;
    }
    int generation = building.getAsInt();
    LOG.info("{} is read anew for generation {}", reader.topic().name(), generation);
    try (Consumer<byte[], byte[]> consumer = clients.looseConsumer()) {
      Map<Integer, Long> reached = new HashMap<>(store.positions(generation));
      List<TopicPartition> partitions = place(consumer, reached);
      while (!closing.getAsBoolean() && rest(consumer, partitions) > SMALL) {
        Batch<T> batch = read(consumer);
        if (store.apply(generation, reached, batch.facts(), batch.next()) != Taking.TAKEN
            || store.leaseBuilding(name).isEmpty()) {
          return;
        }
        reached.putAll(batch.next());
      }
      if (!closing.getAsBoolean()) {
        store.swap(generation, positions -> upTo(consumer, positions));
        LOG.info("Generation {} of {} is in place", generation, reader.topic().name());
      }
    }
    sweep();
  }

  /** Drops what was left of generations that are over. */
  void sweep() {
    store.sweep();
  }

  private List<TopicPartition> place(
      Consumer<byte[], byte[]> consumer, Map<Integer, Long> positions) {
    String topic = reader.topic().name();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(one -> new TopicPartition(topic, one.partition()))
            .toList();
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      Long next = positions.get(partition.partition());
      if (next == null) {
        consumer.seekToBeginning(Set.of(partition));
      } else {
        consumer.seek(partition, next);
      }
    }
    return partitions;
  }

  private static long rest(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream()
        .mapToLong(partition -> ends.getOrDefault(partition, 0L) - consumer.position(partition))
        .sum();
  }

  /** What is poison lies with the dead letters since it was first read. */
  private Batch<T> read(Consumer<byte[], byte[]> consumer) {
    List<ConsumerRecord<byte[], byte[]>> records =
        new ArrayList<>(StreamSupport.stream(consumer.poll(POLL).spliterator(), false).toList());
    while (true) {
      Batch<T> batch = Batch.of(reader, records);
      if (batch.poison() == null) {
        return batch;
      }
      ConsumerRecord<byte[], byte[]> poison = records.remove(batch.read());
      LOG.warn("{}-{} at {} is left out", poison.topic(), poison.partition(), poison.offset());
    }
  }

  private List<Located<T>> upTo(Consumer<byte[], byte[]> consumer, Map<Integer, Long> positions) {
    Map<TopicPartition, Long> wanted =
        positions.keySet().stream()
            .map(number -> new TopicPartition(reader.topic().name(), number))
            .collect(Collectors.toMap(Function.identity(), at -> positions.get(at.partition())));
    List<Located<T>> facts = new ArrayList<>();
    for (int fruitless = 0; behind(consumer, wanted); fruitless++) {
      if (fruitless > FRUITLESS_POLLS) {
        throw new TimeoutException("No answer from " + reader.topic().name());
      }
      List<Located<T>> read = read(consumer).facts();
      facts.addAll(read);
      fruitless = read.isEmpty() ? fruitless : 0;
    }
    return facts.stream()
        .filter(fact -> fact.offset() < positions.getOrDefault(fact.partition(), 0L))
        .toList();
  }

  private static boolean behind(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> wanted) {
    return wanted.entrySet().stream()
        .anyMatch(entry -> consumer.position(entry.getKey()) < entry.getValue());
  }
}
