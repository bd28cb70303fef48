package io.iplive.notifier;

import io.iplive.schemas.Brokers;
import io.iplive.schemas.OutboundPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the notifier.
 *
 * @param instanceId names this instance; no two running ones share a name
 */
@ConfigurationProperties("iplive")
public record NotifierSettings(
    @DefaultValue("notifier-0") String instanceId,
    Kafka kafka,
    Registry registry,
    Secrets secrets,
    @DefaultValue Outbound outbound,
    @DefaultValue Operator operator,
    @DefaultValue Notifier notifier) {

  public NotifierSettings {
    if (instanceId.isBlank()) {
      throw new IllegalArgumentException("iplive.instance-id is blank; a name is needed");
    }
  }

  /** How brokers are reached. */
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
   * Where the schema registry is.
   *
   * @param url root of its Confluent-compatible API
   * @param ca PEM file of the authorities that are trusted; empty: the JVM's
   */
  public record Registry(String url, @DefaultValue("") String ca) {}

  /**
   * The keys that secrets are sealed with.
   *
   * @param current id of the key that seals
   * @param keys 32 bytes in base64, by id
   */
  public record Secrets(String current, Map<String, String> keys) {

    public Secrets {
      keys = Map.copyOf(keys);
    }

    /** Keys are not for logs. */
    @Override
    public String toString() {
      return "Secrets" + keys.keySet();
    }
  }

  /**
   * What may be called.
   *
   * @param allowed networks in CIDR form, although they are inside
   * @param refused networks in CIDR form that may not: our own public addresses
   * @param deniedPorts that nothing connects to
   */
  public record Outbound(
      @DefaultValue List<String> allowed,
      @DefaultValue List<String> refused,
      @DefaultValue Set<Integer> deniedPorts) {

    public Outbound {
      allowed = List.copyOf(allowed);
      refused = List.copyOf(refused);
      deniedPorts = Set.copyOf(deniedPorts);
    }

    OutboundPolicy policy() {
      return new OutboundPolicy(allowed, refused, deniedPorts);
    }
  }

  /**
   * Operators, and the gateway in their name.
   *
   * @param token opens the internal API; empty: it is closed
   */
  public record Operator(@DefaultValue("") String token) {

    @Override
    public String toString() {
      return "Operator[]";
    }
  }

  /**
   * How deliveries are made.
   *
   * @param userAgent sent with each call; must not name the product (white label)
   * @param attemptDeadline bounds an attempt from its start to the last byte of the answer
   * @param repeatAfter pause before the one repeat of the seed's policy
   * @param firstPause after the first attempt of the durable policy; doubled each time
   * @param perReceiver most calls under way to one receiver, for deliveries and for round callbacks
   *     each
   * @param inFlight most deliveries under way
   * @param openRounds most rounds read ahead of their callbacks
   * @param poll longest wait before the journal is looked at again
   * @param lease how long deliveries stay with an instance that died
   * @param patience how long an event waits for its monitor to become known
   * @param grace how long running calls may take to end at a stop
   * @param retention how long deliveries that ended are kept
   * @param smsRetention how long SMS are kept
   * @param remindersEvery between looks at reminders that are due
   */
  public record Notifier(
      @DefaultValue("Mozilla/5.0 (compatible; SiteCheck/1.0)") String userAgent,
      @DefaultValue("8s") Duration attemptDeadline,
      @DefaultValue("2s") Duration repeatAfter,
      @DefaultValue("5s") Duration firstPause,
      @DefaultValue("16") int perReceiver,
      @DefaultValue("10000") int inFlight,
      @DefaultValue("100000") int openRounds,
      @DefaultValue("200ms") Duration poll,
      @DefaultValue("15s") Duration lease,
      @DefaultValue("30s") Duration patience,
      @DefaultValue("3s") Duration grace,
      @DefaultValue("30d") Duration retention,
      @DefaultValue("400d") Duration smsRetention,
      @DefaultValue("1s") Duration remindersEvery) {

    private static final String PREFIX = "iplive.notifier.";

    public Notifier {
      between("attempt-deadline", attemptDeadline, Duration.ofMillis(100), Duration.ofMinutes(1));
      between("repeat-after", repeatAfter, Duration.ZERO, Duration.ofMinutes(1));
      between("first-pause", firstPause, Duration.ofMillis(10), Duration.ofHours(1));
      between("retention", retention, Duration.ofDays(1), Duration.ofDays(3650));
      between("sms-retention", smsRetention, Duration.ofDays(1), Duration.ofDays(3650));
      between("reminders-every", remindersEvery, Duration.ofMillis(50), Duration.ofMinutes(1));
      between("poll", poll, Duration.ofMillis(1), Duration.ofSeconds(10));
      between("lease", lease, Duration.ofSeconds(1), Duration.ofMinutes(10));
      between("patience", patience, Duration.ofSeconds(1), Duration.ofMinutes(10));
      between("grace", grace, Duration.ZERO, Duration.ofMinutes(1));
      between("per-receiver", perReceiver, 1_000);
      between("in-flight", inFlight, 1_000_000);
      between("open-rounds", openRounds, 10_000_000);
    }

    private static void between(String field, Duration value, Duration least, Duration most) {
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new IllegalArgumentException(
            "%s%s is %s; allowed are %s to %s".formatted(PREFIX, field, value, least, most));
      }
    }

    private static void between(String field, int value, int most) {
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(
            "%s%s is %d; allowed are 1 to %d".formatted(PREFIX, field, value, most));
      }
    }
  }
}
