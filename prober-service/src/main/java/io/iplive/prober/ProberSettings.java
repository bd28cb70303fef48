package io.iplive.prober;

import io.iplive.schemas.Brokers;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** Settings of a prober process. */
@ConfigurationProperties("iplive")
record ProberSettings(
    Kafka kafka,
    Registry registry,
    Secrets secrets,
    @DefaultValue Outbound outbound,
    Prober prober) {

  /** How the broker is reached. */
  record Kafka(String bootstrapServers, @DefaultValue Map<String, String> properties) {

    Brokers brokers() {
      return new Brokers(bootstrapServers, properties);
    }

    @Override
    public String toString() {
      return brokers().toString();
    }
  }

  /**
   * The registry.
   *
   * @param url root of its Confluent-compatible API
   * @param ca PEM file of the authorities that are trusted; empty: the JVM's
   */
  record Registry(String url, @DefaultValue("") String ca) {}

  /** Keys that open encrypted values, by id, in base64. */
  record Secrets(String current, Map<String, String> keys) {

    /** Keys are not for logs. */
    @Override
    public String toString() {
      return "Secrets" + keys.keySet();
    }
  }

  /**
   * What may be probed.
   *
   * @param allowed networks in CIDR form, although they are inside
   * @param refused networks in CIDR form that may not: our own public addresses
   * @param deniedPorts that nothing connects to
   */
  record Outbound(
      @DefaultValue List<String> allowed,
      @DefaultValue List<String> refused,
      @DefaultValue Set<Integer> deniedPorts) {}

  /**
   * How a node without a number gets one: by {@code add_node}, again and again the same.
   *
   * @param gateway any gateway's address
   * @param address that the installation knows the node by
   * @param secret the installation's enrolment secret
   */
  record Enrolment(
      @Nullable URI gateway, @DefaultValue("") String address, @DefaultValue("") String secret) {

    boolean possible() {
      return gateway != null && !address.isBlank() && !secret.isBlank();
    }

    @Override
    public String toString() {
      return "Enrolment[gateway=%s, address=%s]".formatted(gateway, address);
    }
  }

  /**
   * The node and how it probes.
   *
   * @param nodeId as enrolled; 0: it enrols itself
   * @param enrolment where it does so
   * @param instanceId this process among the node's; the same after a restart
   * @param maxInFlight most jobs held at a time
   * @param drain how long a stop waits for probes in flight
   * @param threads event loops; 0: one a core
   * @param userAgent of checks that name none; empty: the engine's
   * @param maxBody a longer body is a failure
   * @param maxHeaders longer headers are a failure
   * @param nameServers literals asked in this order; empty: the system's
   * @param references {@code host:port}s that a connection reaches while the uplink works; when
   *     nearly all probes fail and none of them is to be reached, the node suspects itself; empty:
   *     it never does
   * @param probesPerDestination most probes a second to one address that is not this machine's; 0:
   *     any number
   * @param rdapServer root of the RDAP service that is asked about domains; empty: the engine's
   * @param pageMemory most at a time of pages that are looked at as a whole
   * @param trustedRoots PEM file of certificates trusted besides the JDK's
   */
  record Prober(
      @DefaultValue("0") long nodeId,
      @DefaultValue Enrolment enrolment,
      @DefaultValue("prober-0") String instanceId,
      @DefaultValue("10000") int maxInFlight,
      @DefaultValue("5s") Duration drain,
      @DefaultValue("0") int threads,
      @DefaultValue("") String userAgent,
      @DefaultValue("1MB") DataSize maxBody,
      @DefaultValue("32KB") DataSize maxHeaders,
      @DefaultValue List<String> nameServers,
      @DefaultValue List<String> references,
      @DefaultValue("500") int probesPerDestination,
      @DefaultValue("") String rdapServer,
      @DefaultValue("64MB") DataSize pageMemory,
      @Nullable Path trustedRoots) {

    private static final Pattern REFERENCE =
        Pattern.compile("\\[?(?<host>[0-9A-Za-z.:_-]+?)]?:(?<port>\\d{1,5})");

    Prober {
      require(
          nodeId > 0 || (nodeId == 0 && enrolment.possible()),
          "node-id",
          nodeId,
          "a node's number from 1, or none with enrolment.gateway, .address and .secret");
      require(!instanceId.isBlank(), "instance-id", instanceId, "a name");
      require(maxInFlight > 0, "max-in-flight", maxInFlight, "a number from 1");
      require(!drain.isNegative(), "drain", drain, "a length of time");
      require(!pageMemory.isNegative(), "page-memory", pageMemory, "a size");
      require(threads >= 0 && threads <= 1024, "threads", threads, "0..1024");
      require(
          probesPerDestination >= 0,
          "probes-per-destination",
          probesPerDestination,
          "a number from 0");
      require(maxHeaders.toBytes() <= Integer.MAX_VALUE, "max-headers", maxHeaders, "up to 2 GB");
    }

    List<InetSocketAddress> referenceAddresses() {
      return references.stream().map(Prober::reference).toList();
    }

    private static InetSocketAddress reference(String text) {
      Matcher matcher = REFERENCE.matcher(text);
      int port = matcher.matches() ? Integer.parseInt(matcher.group("port")) : 0;
      require(port > 0 && port <= 65_535, "references", text, "a host:port");
      return InetSocketAddress.createUnresolved(matcher.group("host"), port);
    }

    private static void require(boolean holds, String field, Object value, String allowed) {
      if (!holds) {
        throw new IllegalArgumentException(
            "iplive.prober.%s is '%s', allowed is %s".formatted(field, value, allowed));
      }
    }
  }
}
