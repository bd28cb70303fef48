package io.iplive.verdict;

import io.iplive.schemas.Brokers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the verdict service.
 *
 * @param instanceId stable name of this instance: a restart within 6 s keeps its partitions
 * @param stateDir where Streams keeps its files
 * @param replicas of the topics that Streams makes; -1: the brokers' default
 * @param standbys copies of each partition's state on other instances
 * @param threads stream threads
 * @param store where the state of a partition is kept beside its changelog
 */
@ConfigurationProperties("iplive")
public record VerdictSettings(
    Kafka kafka,
    Registry registry,
    @DefaultValue("verdict-0") String instanceId,
    Path stateDir,
    @DefaultValue("-1") int replicas,
    @DefaultValue("0") int standbys,
    @DefaultValue("1") int threads,
    @DefaultValue("in-memory") Store store,
    @DefaultValue Verdict verdict) {

  /** The brokers. */
  public record Kafka(String bootstrapServers, @DefaultValue Map<String, String> properties) {

    Brokers brokers() {
      return new Brokers(bootstrapServers, properties);
    }

    @Override
    public String toString() {
      return brokers().toString();
    }
  }

  /**
   * The schema registry.
   *
   * @param url root of its Confluent-compatible API
   * @param ca PEM file of the authorities that are trusted; empty: the JVM's
   */
  public record Registry(URI url, @DefaultValue("") String ca) {}

  /** Where state is kept. */
  public enum Store {
    IN_MEMORY,
    ROCKSDB
  }

  /**
   * Of the collector.
   *
   * @param grace added to how long a round lasts
   * @param earlyKept how long an answer waits for its round to be opened
   * @param earlyPerNode how many such answers of a node a partition keeps
   */
  public record Verdict(
      @DefaultValue("1s") Duration grace,
      @DefaultValue("10s") Duration earlyKept,
      @DefaultValue("10000") int earlyPerNode) {

    public Verdict {
      within("iplive.verdict.grace", grace, Duration.ZERO, Duration.ofMinutes(1));
      within("iplive.verdict.early-kept", earlyKept, Duration.ofSeconds(1), Duration.ofMinutes(5));
      within("iplive.verdict.early-per-node", earlyPerNode, 1, 1_000_000);
    }
  }

  public VerdictSettings {
    if (instanceId.isBlank()) {
      throw new IllegalArgumentException("iplive.instance-id is blank: give the instance a name");
    }
    if (replicas != -1) {
      within("iplive.replicas", replicas, 1, (int) Short.MAX_VALUE);
    }
    within("iplive.standbys", standbys, 0, 5);
    within("iplive.threads", threads, 1, 64);
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s=%s, allowed %s..%s".formatted(name, value, least, most));
    }
  }
}
