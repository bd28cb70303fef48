package io.iplive.acceptance.cluster;

import io.iplive.acceptance.run.Kafka;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.operator.Operator;
import io.iplive.local.operator.Panel;
import io.iplive.local.supervision.Enrolment;
import io.iplive.local.supervision.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole iplive of several of each service. What a service needs (brokers, PostgreSQL) it reaches
 * through {@link Link}s of its zone; the witnesses reach it directly.
 */
public final class Cluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration FAREWELL = Duration.ofSeconds(12);

  private final Shape shape;
  private final Foundation foundation;
  private final Distribution distribution;
  private final List<Zone> zones;
  private final Map<String, Member> services = new LinkedHashMap<>();
  private final Map<Integer, Long> nodes = new ConcurrentHashMap<>();
  private final Thread endWithUs = Thread.ofPlatform().unstarted(this::kill);

  /** Nothing is started yet; everything will be in the folder. */
  public Cluster(Path folder, Distribution distribution, Shape shape) throws IOException {
    this(LocalFoundation.in(folder, distribution, shape), distribution, shape);
  }

  /** The services are still to be started; the foundation is started with them. */
  Cluster(Foundation foundation, Distribution distribution, Shape shape) {
    this.shape = shape;
    this.distribution = distribution;
    this.foundation = foundation;
    this.zones = foundation.zones();
    for (Service service : Service.values()) {
      for (int zone = 0; zone < shape.of(service); zone++) {
        services.put(service.instance(zone), member(service, zones.get(zone)));
      }
    }
    Runtime.getRuntime().addShutdownHook(endWithUs);
  }

  private Member member(Service service, Zone zone) {
    String name = service.instance(zone.ordinal());
    int port = zone.settings().port(service.part(zone.ordinal()));
    DataDirectory data = zone.data();
    return new Member(
        name,
        new ServiceProcess(
            service,
            data,
            distribution,
            port,
            () -> zone.settings(service, shape, nodes.getOrDefault(zone.ordinal(), 0L))),
        data.run(),
        data.log(name));
  }

  /**
   * Returns when all of them work.
   *
   * @param first of each service; the others are left to the caller
   */
  public void start(Shape first) throws InterruptedException, IOException {
    foundation.start(PATIENCE);
    try (Together all = new Together()) {
      all.run(() -> {
        startAll(Service.GATEWAY, first);
        Panel gateway = new Panel(gatewayAddress(), PATIENCE);
        for (int zone = 0; zone < shape.of(Service.PROBER); zone++) {
          String address = "127.0.0." + (zone + 1);
          nodes.put(zone, new Enrolment(gateway, foundation.secrets()).enrol(address));
        }
        startAll(Service.PROBER, first);
      });
      for (Service service : List.of(Service.SCHEDULER, Service.VERDICT, Service.NOTIFIER)) {
        all.run(() -> startAll(service, first));
      }
      all.await();
    }
  }

  private void startAll(Service service, Shape first) throws InterruptedException {
    List<Member> these = new ArrayList<>();
    for (int zone = 0; zone < first.of(service); zone++) {
      these.add(services(service).get(zone));
    }
    try {
      for (Member member : these) {
        member.start();
      }
      for (Member member : these) {
        member.awaitHealth(PATIENCE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(service.word(), e);
    }
  }

  /** The instances of a service, by their ordinals. */
  public List<Member> services(Service service) {
    return services.values().stream()
        .filter(member -> member.name().startsWith(service.word() + "-"))
        .toList();
  }

  /** Every process, by its name. */
  public Map<String, Member> members() {
    Map<String, Member> all = new LinkedHashMap<>(foundation.members());
    all.putAll(services);
    return all;
  }

  /** What can be cut, by its name: a zone's ways to all brokers, to one of them, to PostgreSQL. */
  public Map<String, List<Link>> links() {
    Map<String, List<Link>> all = new LinkedHashMap<>();
    for (Zone zone : zones) {
      String name = "zone-" + zone.ordinal();
      all.put(name + "/brokers", zone.brokers());
      all.put(name + "/postgres", List.of(zone.postgres()));
      if (zone.brokers().size() > 1) {
        for (int broker = 0; broker < zone.brokers().size(); broker++) {
          all.put(name + "/broker-" + broker, List.of(zone.brokers().get(broker)));
        }
      }
    }
    return all;
  }

  /** Mends every link, lets every process go on and starts those that do not run. */
  public void heal() throws IOException, InterruptedException {
    for (List<Link> links : links().values()) {
      links.forEach(Link::mend);
    }
    for (Member member : members().values()) {
      member.thaw();
      member.start();
    }
    for (Member member : members().values()) {
      member.awaitHealth(PATIENCE);
    }
  }

  public String gatewayAddress() {
    return zones.getFirst().settings().gatewayAddress();
  }

  public Operator operator() {
    return Operator.of(zones.getFirst().data());
  }

  /** The topics, for a witness. */
  public Kafka kafka() {
    return new Kafka(foundation.brokers(), foundation.settings().registryAddress());
  }

  /** Clients of the brokers, for a witness. */
  public String brokers() {
    return foundation.brokers();
  }

  private void kill() {
    members().values().forEach(Cluster::killQuietly);
  }

  private static void killQuietly(Member member) {
    try {
      member.kill();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Services are killed: what they would still do, nobody asks for. PostgreSQL is ended in order.
   */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endWithUs);
    services.values().forEach(Cluster::killQuietly);
    try {
      foundation.close(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      kill();
    }
    zones.forEach(zone -> {
      zone.brokers().forEach(Link::close);
      zone.postgres().close();
    });
  }
}
