package io.iplive.verdict;

import io.iplive.verdict.kafka.DeadLetters;
import io.iplive.verdict.kafka.VerdictMeters;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams. */
final class VerdictStreams {

  static final String APPLICATION_ID = "iplive-verdict";

  private VerdictStreams() {}

  static Map<String, Object> settings(VerdictSettings settings, VerdictMeters meters) {
    Map<String, Object> all = settings.kafka().brokers().settings();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20L);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicas());
    all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
    all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
    all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(StreamsConfig.POLL_MS_CONFIG, 10L);
    all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
    all.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, Duration.ofMinutes(1).toMillis());
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    all.putAll(DeadLetters.settings(meters));
    consumer(all, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
    consumer(all, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    consumer(all, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    consumer(all, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    producer(all, ProducerConfig.ACKS_CONFIG, "all");
    producer(all, ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    producer(all, ProducerConfig.LINGER_MS_CONFIG, 5);
    // A transaction left open by a kill stops readers of its partitions for this long.
    producer(all, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2_000);
    // Checked before compression; a closed round of 1,000 targets and many nodes passes 1 MiB.
    producer(all, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
    return all;
  }

  private static void consumer(Map<String, Object> all, String name, Object value) {
    all.put(StreamsConfig.mainConsumerPrefix(name), value);
  }

  private static void producer(Map<String, Object> all, String name, Object value) {
    all.put(StreamsConfig.producerPrefix(name), value);
  }
}
