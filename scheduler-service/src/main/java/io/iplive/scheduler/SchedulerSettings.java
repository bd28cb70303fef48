package io.iplive.scheduler;

import io.iplive.scheduler.kafka.StoreKind;
import io.iplive.schemas.Brokers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation may set, below {@code iplive}.
 *
 * @param kafka where the brokers are
 * @param registry where schemas are
 * @param instanceId name of this instance, the same after a restart
 * @param stateDir where Streams keeps its files
 * @param replicas of the topics that Streams makes; -1: the brokers' default
 * @param standbys replicas of state on other instances
 * @param threads Streams threads
 * @param store where state is held
 * @param scheduler how rounds are held
 */
@ConfigurationProperties("iplive")
public record SchedulerSettings(
    Kafka kafka,
    Registry registry,
    @DefaultValue("scheduler-0") String instanceId,
    Path stateDir,
    @DefaultValue("-1") int replicas,
    @DefaultValue("0") int standbys,
    @DefaultValue("1") int threads,
    @DefaultValue("in-memory") StoreKind store,
    @DefaultValue Scheduling scheduler) {

  /** Refuses what cannot run. */
  public SchedulerSettings {
    if (instanceId.isBlank()) {
      throw refused("instance-id", instanceId, "a name");
    }
    if (replicas != -1 && (replicas < 1 || replicas > Short.MAX_VALUE)) {
      throw refused("replicas", replicas, "from 1, or -1 for the brokers' default");
    }
    if (standbys < 0) {
      throw refused("standbys", standbys, "from 0");
    }
    if (threads < 1) {
      throw refused("threads", threads, "from 1");
    }
  }

  /**
   * The brokers.
   *
   * @param bootstrapServers host:port, comma-separated
   * @param properties how they are reached, as Kafka's clients name it
   */
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
  public record Registry(String url, @DefaultValue("") String ca) {}

  /**
   * Rounds.
   *
   * @param levels nodes and votes of levels 0 to 4, e.g. {@code 3/2} or {@code all/all}
   * @param grace how long a round still takes results after its probes must have ended
   * @param jobsWaiting probe jobs that may wait for their due, a node
   */
  public record Scheduling(
      @DefaultValue({"3/2", "2/1", "7/5", "5/3", "all/all"}) List<String> levels,
      @DefaultValue("1s") Duration grace,
      @DefaultValue("100000") int jobsWaiting) {

    /** Copies the list. */
    public Scheduling {
      levels = List.copyOf(levels);
      if (jobsWaiting < 1) {
        throw refused("scheduler.jobs-waiting", jobsWaiting, "from 1");
      }
      if (grace.isNegative()) {
        throw refused("scheduler.grace", grace, "from 0s");
      }
    }
  }

  private static IllegalArgumentException refused(String field, Object value, String allowed) {
    return new IllegalArgumentException(
        "iplive.%s=%s, allowed %s".formatted(field, value, allowed));
  }
}
