package io.iplive.gateway.kafka.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the services need of a broker's own settings to keep their promises. A broker that is set
 * otherwise works, and is told about: brokers are often somebody else's.
 */
final class BrokerDemands {

  private record Limit(String name, long value, boolean atMost, String otherwise) {

    Optional<String> unmetBy(Map<String, String> broker) {
      String is = broker.get(name);
      if (is == null || !is.matches("-?\\d{1,18}")) {
        return Optional.empty();
      }
      boolean met = atMost ? Long.parseLong(is) <= value : Long.parseLong(is) >= value;
      return met
          ? Optional.empty()
          : Optional.of(
              "%s is %s, wanted is %s %d: otherwise %s."
                  .formatted(name, is, atMost ? "at most" : "at least", value, otherwise));
    }
  }

  private static final int REPLICATED = 3;

  private static final List<Limit> LIMITS =
      List.of(
          new Limit(
              "transaction.abort.timed.out.transaction.cleanup.interval.ms",
              1_000,
              true,
              "a verdict that is killed holds up its partitions for so long"),
          new Limit(
              "group.min.session.timeout.ms",
              6_000,
              true,
              "no service can join its group, their sessions are 6 s"),
          new Limit(
              "transaction.max.timeout.ms",
              10_000,
              false,
              "the relays of gateway and notifier cannot publish"),
          new Limit(
              "message.max.bytes", 1_048_576, false, "large definitions and rounds are refused"));

  private static final List<Limit> OF_REPLICATED =
      List.of(
          new Limit(
              "min.insync.replicas",
              2,
              false,
              "what was acknowledged can be lost with one broker"));

  /** The level of metadata that brokers of Kafka 4.3 are the first to know. */
  private static final int LOSING_MARKERS = 30;

  private BrokerDemands() {}

  /**
   * What is said of brokers that may leave transactions open for ever, or null.
   *
   * @param metadataLevel the newest level of {@code metadata.version} that the brokers know
   */
  static @Nullable String ofRelease(int metadataLevel) {
    return metadataLevel < LOSING_MARKERS
        ? null
        : "The brokers are of Kafka 4.3 or newer, wanted is 4.2, or a release that has KAFKA-20734"
            + " mended: otherwise one that starts again can leave a transaction open for ever, and"
            + " what is read of its partitions stops there.";
  }

  /**
   * What is not as wanted, a sentence each.
   *
   * @param broker settings of a broker by name; those it does not tell are taken for good
   * @param replicas of the topics
   */
  static List<String> unmet(Map<String, String> broker, int replicas) {
    List<String> all = new ArrayList<>();
    if ("true".equals(broker.get("auto.create.topics.enable"))) {
      all.add(
          "auto.create.topics.enable is true, wanted is false: otherwise a topic that is asked for"
              + " too early is made with the broker's partitions.");
    }
    LIMITS.forEach(limit -> limit.unmetBy(broker).ifPresent(all::add));
    if (replicas >= REPLICATED) {
      OF_REPLICATED.forEach(limit -> limit.unmetBy(broker).ifPresent(all::add));
    }
    return all;
  }
}
