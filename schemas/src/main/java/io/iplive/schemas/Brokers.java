package io.iplive.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How brokers are reached: the part of a Kafka client's settings that is the installation's. What a
 * service needs of its clients is the service's own, and cannot be set from outside.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param properties {@code security.*}, {@code ssl.*}, {@code sasl.*} and {@code
 *     client.dns.lookup}, as Kafka's clients name them
 */
public record Brokers(String bootstrapServers, Map<String, String> properties) {

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String SERVERS = "IPLIVE_KAFKA_BOOTSTRAP_SERVERS";
  private static final String PROPERTIES = "IPLIVE_KAFKA_PROPERTIES_";
  private static final List<String> OPEN = List.of("security.", "ssl.", "sasl.");
  private static final Set<String> OPEN_TOO = Set.of("client.dns.lookup");

  public Brokers {
    properties = Map.copyOf(properties);
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "iplive.kafka.bootstrap-servers is ''; allowed: host:port, separated by commas");
    }
    for (String name : properties.keySet()) {
      if (!OPEN_TOO.contains(name) && OPEN.stream().noneMatch(name::startsWith)) {
        throw new IllegalArgumentException(
            "iplive.kafka.properties.%s is set; allowed: names that begin with %s, and %s"
                .formatted(name, String.join(" ", OPEN), String.join(" ", OPEN_TOO)));
      }
    }
  }

  /** Brokers that are reached without more ado. */
  public static Brokers at(String bootstrapServers) {
    return new Brokers(bootstrapServers, Map.of());
  }

  /**
   * Those that an environment names, as services read theirs: {@code
   * IPLIVE_KAFKA_BOOTSTRAP_SERVERS} and {@code IPLIVE_KAFKA_PROPERTIES_SECURITY_PROTOCOL} and the
   * like.
   */
  public static Brokers of(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PROPERTIES)) {
        String rest = name.substring(PROPERTIES.length());
        properties.put(rest.toLowerCase(Locale.ROOT).replace('_', '.'), value);
      }
    });
    return new Brokers(environment.getOrDefault(SERVERS, ""), properties);
  }

  /** The beginning of a client's settings, the caller's own. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(BOOTSTRAP_SERVERS, bootstrapServers);
    return settings;
  }

  /** Passwords are not for logs. */
  @Override
  public String toString() {
    return "Brokers[%s, %s]".formatted(bootstrapServers, properties.keySet());
  }
}
