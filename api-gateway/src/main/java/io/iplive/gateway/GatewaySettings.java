package io.iplive.gateway;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.HttpSchemaRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The gateway's settings, {@code iplive.*}.
 *
 * @param partitions of the monitor topics, fixed for life
 * @param replicas of topics that the gateway makes
 * @param trustedProxies IP addresses and networks whose X-Forwarded-For is believed
 */
@ConfigurationProperties("iplive")
record GatewaySettings(
    Kafka kafka,
    Registry registry,
    @DefaultValue("4") int partitions,
    @DefaultValue("1") int replicas,
    @DefaultValue Secrets secrets,
    @DefaultValue Outbound outbound,
    @DefaultValue Operator operator,
    @DefaultValue Enrolment enrolment,
    @DefaultValue Deal deal,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue Api api,
    @DefaultValue Notifier notifier) {

  private static final int LEAST_SECRET = 32;

  GatewaySettings {
    require(partitions >= 1, "iplive.partitions", partitions, "1 or more");
    require(replicas >= 1 && replicas <= Short.MAX_VALUE, "iplive.replicas", replicas, "1 or more");
  }

  /** How brokers are reached. */
  record Kafka(
      @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue Map<String, String> properties) {

    Brokers brokers() {
      return new Brokers(bootstrapServers, properties);
    }

    @Override
    public String toString() {
      return brokers().toString();
    }
  }

  /**
   * A Confluent-compatible registry.
   *
   * @param url root of its API
   * @param ca PEM file of the authorities that are trusted; empty: the JVM's
   */
  record Registry(URI url, @DefaultValue("") String ca) {

    Registry {
      require(url.isAbsolute(), "iplive.registry.url", url, "an absolute URL");
    }

    HttpSchemaRegistry client() {
      return new HttpSchemaRegistry(url.toString(), ca);
    }
  }

  /** The key ring of secret fields: 32-byte keys in base64 by id, and which one encrypts. */
  record Secrets(@DefaultValue("") String current, @DefaultValue Map<String, String> keys) {

    Secrets {
      require(
          keys.containsKey(current),
          "iplive.secrets.current",
          "'%s'".formatted(current),
          "an id of iplive.secrets.keys");
    }

    /** Keys are not for logs. */
    @Override
    public String toString() {
      return "Secrets" + keys.keySet();
    }
  }

  /**
   * What probes and deliveries may reach.
   *
   * @param allowed networks in CIDR form, although they are inside
   * @param refused networks in CIDR form that are not: our own public addresses
   */
  record Outbound(@DefaultValue List<String> allowed, @DefaultValue List<String> refused) {}

  /** Blank: the operators' API is closed. */
  record Operator(@DefaultValue("") String token) {

    Operator {
      requireSecret("iplive.operator.token", token);
    }

    /** Not for logs. */
    @Override
    public String toString() {
      return "Operator";
    }
  }

  /**
   * Blank: no node is let in. With approval, a new node is not asked before an operator says so.
   */
  record Enrolment(@DefaultValue("") String secret, @DefaultValue("false") boolean approval) {

    Enrolment {
      requireSecret("iplive.enrolment.secret", secret);
    }

    /** Not for logs. */
    @Override
    public String toString() {
      return "Enrolment";
    }
  }

  /** Whether the address that a node enrolled with stands for its token in deal. */
  record Deal(@DefaultValue("false") boolean trustSourceAddress) {}

  /**
   * The APIs.
   *
   * @param mostInFlight calls worked on at once; one more is answered 503
   * @param allowGetPassword whether the task API takes a password from an address
   */
  record Api(
      @DefaultValue("512") int mostInFlight, @DefaultValue("true") boolean allowGetPassword) {

    Api {
      require(mostInFlight >= 1, "iplive.api.most-in-flight", mostInFlight, "1 or more");
    }
  }

  /** Where tests of contacts are sent from; null: nowhere. */
  record Notifier(@Nullable URI url) {

    Notifier {
      require(url == null || url.isAbsolute(), "iplive.notifier.url", url, "an absolute URL");
    }
  }

  private static void requireSecret(String name, String value) {
    require(
        value.isBlank() || value.length() >= LEAST_SECRET,
        name,
        value.length() + " characters",
        "none, or at least %d characters".formatted(LEAST_SECRET));
  }

  private static void require(boolean fits, String name, @Nullable Object value, String allowed) {
    if (!fits) {
      throw new IllegalArgumentException("%s is %s; allowed: %s".formatted(name, value, allowed));
    }
  }
}
