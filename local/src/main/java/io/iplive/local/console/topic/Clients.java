package io.iplive.local.console.topic;

import io.iplive.local.health.BrokerHealth;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Complaint;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Settings;
import io.iplive.schemas.Brokers;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Connections to an installation's brokers. */
public final class Clients {

  private static final int PATIENCE_MILLIS = 10_000;

  private Clients() {}

  /** Without a group; it sees only what is committed. */
  public static Consumer<byte[], byte[]> consumer(Brokers brokers) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings = brokers.settings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return new KafkaConsumer<>(settings, bytes, bytes);
  }

  /** In whose name one process at a time writes: a later one fences the one before. */
  static Producer<byte[], byte[]> producer(Brokers brokers, String transactionalId) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    Map<String, Object> settings = brokers.settings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return new KafkaProducer<>(settings, bytes, bytes);
  }

  /** What to say when the brokers, or the registry with the schemas, do not answer any more. */
  static Complaint unreadable(KafkaException e) {
    return new Complaint("The topic cannot be read: %s.".formatted(e.getMessage()), e);
  }

  /** Those of an installation of this machine, which have to run. */
  public static Brokers brokers(DataDirectory data) {
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
    return Brokers.at(settings.brokerAddress());
  }
}
