package io.iplive.gateway.kafka;

import io.iplive.schemas.Brokers;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Connections for remote nodes and for states; every replica has its own and reads for itself. */
public final class GatewayClients {

  /** How long a call of a node waits for the broker at most. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Brokers brokers;

  /** To these brokers. */
  public GatewayClients(Brokers brokers) {
    this.brokers = brokers;
  }

  /** Without a group: the nodes hold their cursors themselves. */
  public Consumer<byte[], byte[]> jobs() {
    Map<String, Object> settings = consuming("jobs");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Asks where topics begin and end. */
  public Admin lookups() {
    Map<String, Object> settings = shared("lookups");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);
    return Admin.create(settings);
  }

  /** Without a group: every replica reads all rounds. */
  public Consumer<byte[], byte[]> rounds() {
    return new KafkaConsumer<>(
        consuming("rounds"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Without a group: what is published of the journal, read whole. */
  public Consumer<byte[], byte[]> published() {
    return new KafkaConsumer<>(
        consuming("published"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Gives up while the node still waits for its answer: it keeps its results and comes again. */
  public Producer<byte[], byte[]> results() {
    Map<String, Object> settings = producing("results");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Gives up soon: an old heartbeat says nothing, and would make the clock look wrong. */
  public Producer<byte[], byte[]> heartbeats() {
    Map<String, Object> settings = producing("heartbeats");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_500);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> consuming(String role) {
    Map<String, Object> settings = shared(role);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    return settings;
  }

  private Map<String, Object> producing(String role) {
    Map<String, Object> settings = shared(role);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return settings;
  }

  private Map<String, Object> shared(String role) {
    Map<String, Object> settings = brokers.settings();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "iplive-gateway-" + role);
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return settings;
  }
}
