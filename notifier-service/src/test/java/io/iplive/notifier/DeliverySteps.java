package io.iplive.notifier;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.notifier.DeliveryEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is published on deliveries.v1. */
final class DeliverySteps implements AutoCloseable {

  private final List<DeliveryEvent> seen = new CopyOnWriteArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;

  DeliverySteps(Rig rig) {
    AvroSerde<DeliveryEvent> serde =
        new AvroSerde<>(new HttpSchemaRegistry(rig.registry()), DeliveryEvent.class);
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", rig.brokers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.DELIVERIES.name()).stream()
            .map(known -> new TopicPartition(known.topic(), known.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().start(() -> read(serde));
  }

  private void read(AvroSerde<DeliveryEvent> serde) {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          seen.add(serde.decode(record.topic(), record.value()));
        }
      }
    } catch (WakeupException _) {
      // Closed.
    }
  }

  /** The steps of a monitor's deliveries so far, in their order. */
  List<DeliveryEvent> of(long monitorId) {
    return seen.stream().filter(step -> step.getMonitorId() == monitorId).toList();
  }

  /** The steps of an account's deliveries so far, in their order where they have one key. */
  List<DeliveryEvent> ofAccount(long accountId) {
    return seen.stream().filter(step -> step.getAccountId() == accountId).toList();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
