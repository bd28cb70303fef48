package io.iplive.benchmarks.topic;

import io.iplive.benchmarks.Complaint;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes what services that are not there would. */
public final class Wire implements AutoCloseable {

  private final SchemaRegistry registry;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;

  /**
   * A producer as the services' own are.
   *
   * @param broker host:port
   * @param registryUrl root of its Confluent-compatible API
   */
  public Wire(String broker, String registryUrl) {
    this.registry = new HttpSchemaRegistry(registryUrl);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    return new AvroSerde<>(registry, type);
  }

  /** Sends without waiting; what went wrong with an earlier one is thrown. */
  public <T extends SpecificRecord> void send(Topic topic, long key, AvroSerde<T> serde, T event) {
    if (failure != null) {
      throw new Complaint("the broker did not take an event: " + failure, failure);
    }
    var _ =
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                Long.toString(key).getBytes(StandardCharsets.UTF_8),
                serde.encode(topic.name(), event)),
            (_, e) -> {
              if (e != null) {
                failure = e;
              }
            });
  }

  /** Returns when the broker has all that was sent. */
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
