package io.iplive.notifier.kafka;

import io.iplive.schemas.Brokers;
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
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * Makes the notifier's consumers and its producer. Each purpose has a consumer group of its own, so
 * that a listener that is stuck does not rebalance the others.
 *
 * @param instanceId names this instance for good: one that is killed and starts again within the
 *     session takes its partitions back without a rebalance
 */
public record KafkaClients(Brokers brokers, String instanceId) {

  static final String ROUNDS_GROUP = "iplive-notifier";
  private static final String RELAY = "iplive-notifier-relay";
  static final String OUTAGES_GROUP = "iplive-notifier-outages";

  /** Numbered: a directory that keeps more of each definition is read anew by another group. */
  static final String DIRECTORY_GROUP = "iplive-notifier-directory.3";

  DefaultKafkaConsumerFactory<byte[], byte[]> consumerFactory(String group) {
    return new DefaultKafkaConsumerFactory<>(consumerSettings(group)) {
      @Override
      protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
        return new LeavingConsumer(settings);
      }
    };
  }

  /** A consumer of rounds.v1 that commits only what it is told to. */
  public Consumer<byte[], byte[]> roundsConsumer() {
    return new LeavingConsumer(consumerSettings(ROUNDS_GROUP));
  }

  /** A consumer that belongs to no group. */
  public Consumer<byte[], byte[]> looseConsumer() {
    Map<String, Object> settings = consumerSettings(DIRECTORY_GROUP);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return new KafkaConsumer<>(settings);
  }

  private Map<String, Object> consumerSettings(String group) {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, group + "." + instanceId);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /** The producer of dead letters. */
  public DefaultKafkaProducerFactory<byte[], byte[]> producerFactory() {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "iplive-notifier." + instanceId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return new DefaultKafkaProducerFactory<>(settings);
  }

  /** The relay's producer; a new one fences all before it. */
  public Producer<byte[], byte[]> relayProducer() {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, RELAY);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, RELAY);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
