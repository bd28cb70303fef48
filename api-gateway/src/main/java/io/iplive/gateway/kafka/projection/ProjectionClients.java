package io.iplive.gateway.kafka.projection;

import io.iplive.gateway.projection.Projection;
import io.iplive.schemas.Brokers;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Makes the consumers of projections and the producer of their dead letters. */
public record ProjectionClients(Brokers brokers) {

  private static final int MOST_RECORDS = 2_000;

  /** A group of its own each, so that one that joins or leaves holds up only itself. */
  DefaultKafkaConsumerFactory<byte[], byte[]> consumers(Projection projection) {
    String name = "iplive-gateway." + projection.word();
    Map<String, Object> settings = settings(name);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, name);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    return new DefaultKafkaConsumerFactory<>(settings);
  }

  /** A consumer that belongs to no group. */
  Consumer<byte[], byte[]> looseConsumer() {
    return new KafkaConsumer<>(settings("iplive-gateway-rebuild"));
  }

  private Map<String, Object> settings(String client) {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** The producer of dead letters. */
  public DefaultKafkaProducerFactory<byte[], byte[]> producers() {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "iplive-gateway-dead-letters");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new DefaultKafkaProducerFactory<>(settings);
  }
}
