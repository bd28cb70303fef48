package io.iplive.gateway.kafka;

import io.iplive.schemas.Brokers;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers of the relay's one transactional id: a new one fences all before it. */
public final class RelayProducers implements Supplier<Producer<byte[], byte[]>> {

  private final Map<String, Object> settings;

  /** On these brokers. */
  public RelayProducers(Brokers brokers) {
    settings = brokers.settings();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "iplive-gateway-relay");
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "iplive-gateway-relay");
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
  }

  @Override
  public Producer<byte[], byte[]> get() {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
