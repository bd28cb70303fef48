package io.iplive.local.console;

import io.iplive.local.health.BrokerHealth;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Connections to an installation's broker, which has to run. */
final class Clients {

  private static final int PATIENCE_MILLIS = 10_000;

  private Clients() {}

  /** Without a group; it sees only what is committed. */
  static Consumer<byte[], byte[]> consumer(DataDirectory data) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new KafkaConsumer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            address(data),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        bytes,
        bytes);
  }

  /** In whose name one process at a time writes: a later one fences the one before. */
  static Producer<byte[], byte[]> producer(DataDirectory data, String transactionalId) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new KafkaProducer<>(
        Map.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            address(data),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            PATIENCE_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE_MILLIS,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd"),
        bytes,
        bytes);
  }

  private static String address(DataDirectory data) {
    Settings settings = Settings.of(data);
    if (!settings.ports().containsKey("broker")) {
      throw new Complaint(
          "iplive is not running in %s: start it with ./iplive up -d.".formatted(data.path()));
    }
    if (BrokerHealth.of(settings.port("broker")) instanceof Health.Down(String reason)) {
      throw new Complaint(
          "The broker of %s cannot be read (%s): ./iplive up starts it."
              .formatted(data.path(), reason));
    }
    return settings.brokerAddress();
  }
}
