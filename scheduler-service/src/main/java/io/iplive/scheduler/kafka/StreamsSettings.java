package io.iplive.scheduler.kafka;

import io.iplive.schemas.Brokers;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How this instance talks to Kafka.
 *
 * @param brokers how they are reached
 * @param instanceId name of this instance, the same after a restart
 * @param stateDir where Streams keeps its files
 * @param replicas of the topics that Streams makes; -1: the brokers' default
 * @param standbys replicas of state on other instances
 * @param threads Streams threads
 */
public record StreamsSettings(
    Brokers brokers, String instanceId, Path stateDir, int replicas, int standbys, int threads) {

  /** Name of the application, and of its consumer group. */
  public static final String APPLICATION = "iplive-scheduler";

  /** What Streams is started with. */
  Map<String, Object> streams() {
    Map<String, Object> settings = brokers.settings();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, instanceId);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas);
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    // With the default of 100 an idle punctuation is 91 ms late.
    settings.put(StreamsConfig.POLL_MS_CONFIG, 10);
    settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
    settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
    settings.put(main(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
    settings.put(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    settings.put(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    settings.put(main(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // An aborted PaceChanged must not move a monitor.
    settings.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
    // Checked before compression; a group of 1,000 records that was edited just now is large.
    settings.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 8 * 1024 * 1024);
    // Streams' own default of 100 would make every round and Tick late.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    return settings;
  }

  /** The producer of probe jobs: a job that cannot leave within its second is lost. */
  public Map<String, Object> jobs() {
    Map<String, Object> settings = brokers.settings();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, instanceId + "-jobs");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    // A job may go to any of its node's partitions: a batch is filled before the next is begun. By
    // the key, 20 nodes of 6 partitions would have batches of one job each.
    settings.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 1_500);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    return settings;
  }

  /** A consumer that looks at the input of the group without being a member. */
  public Map<String, Object> onlooker() {
    Map<String, Object> settings = brokers.settings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, instanceId + "-start-line");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, APPLICATION);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  private static String main(String name) {
    return StreamsConfig.mainConsumerPrefix(name);
  }
}
