package io.iplive.acceptance.cluster;

import io.iplive.local.children.Broker;
import io.iplive.local.children.Postgres;
import io.iplive.local.children.PostgresPrograms;
import io.iplive.local.children.Registry;
import io.iplive.local.health.Checkup;
import io.iplive.local.instance.AotCaches;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Ports;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.supervision.PublishedLanguage;
import io.iplive.local.supervision.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * PostgreSQL, the registry and brokers as processes of this machine, as {@code ./iplive up} has
 * them.
 */
final class LocalFoundation implements Foundation {

  private final Postgres database;
  private final Map<String, Member> members;
  private final Settings settings;
  private final Secrets secrets;
  private final String brokers;
  private final int replicas;
  private final List<Zone> zones;

  private LocalFoundation(
      Postgres database,
      Map<String, Member> members,
      Settings settings,
      Secrets secrets,
      String brokers,
      int replicas,
      List<Zone> zones) {
    this.database = database;
    this.members = members;
    this.settings = settings;
    this.secrets = secrets;
    this.brokers = brokers;
    this.replicas = replicas;
    this.zones = List.copyOf(zones);
  }

  static LocalFoundation in(Path folder, Distribution distribution, Shape shape)
      throws IOException {
    Map<String, Integer> ports = ports(shape);
    DataDirectory data = DataDirectory.at(folder.resolve("foundation")).prepared();
    Settings settings = new Settings(port(ports, "gateway"), 1, Set.of(), ports);
    settings.write(data);
    Secrets secrets = Secrets.of(data);
    AotCaches caches = AotCaches.of(distribution, false);
    Checkup checkup = new Checkup(settings, secrets.databasePassword());
    Postgres database =
        new Postgres(
            data,
            settings,
            secrets,
            new PostgresPrograms(distribution.postgres()),
            checkup::postgres);
    Map<String, Member> members = new LinkedHashMap<>();
    members.put("postgres", new Member("postgres", database, data.run(), data.log("postgres")));
    members.put(
        "registry",
        new Member(
            "registry",
            new Registry(data, settings, secrets, distribution, caches, checkup::registry),
            data.run(),
            data.log("registry")));
    List<Zone> zones = new ArrayList<>();
    for (int zone = 0; zone < shape.zones(); zone++) {
      zones.add(zone(folder, zone, shape, data, secrets, ports));
    }
    BrokerRoles roles = new BrokerRoles(shape.brokers(), ports, zones);
    String cluster = Uuid.randomUuid().toString();
    for (int broker = 0; broker < shape.brokers(); broker++) {
      String name = "broker-" + broker;
      DataDirectory own = DataDirectory.at(folder.resolve(name)).prepared();
      Settings its =
          new Settings(
              port(ports, "gateway"),
              1,
              Set.of(),
              Map.of(
                  "broker", port(ports, name), "controller", port(ports, "controller-" + broker)));
      Broker child =
          new Broker(
              own,
              its,
              distribution,
              caches,
              new Checkup(its, secrets.databasePassword())::broker,
              cluster,
              roles.of(broker));
      members.put(name, new Member(name, child, own.run(), own.log(name)));
    }
    String bootstrap =
        IntStream.range(0, shape.brokers())
            .mapToObj(broker -> "127.0.0.1:" + port(ports, "broker-" + broker))
            .collect(Collectors.joining(","));
    return new LocalFoundation(
        database, members, settings, secrets, bootstrap, shape.brokers(), zones);
  }

  private static Map<String, Integer> ports(Shape shape) {
    List<String> names =
        new ArrayList<>(List.of("gateway", "postgres", "registry", "registry-management"));
    for (int broker = 0; broker < shape.brokers(); broker++) {
      names.addAll(List.of("broker-" + broker, "controller-" + broker));
      for (int zone = 0; zone < shape.zones(); zone++) {
        names.add(BrokerRoles.listener(broker, zone));
      }
    }
    for (int zone = 0; zone < shape.zones(); zone++) {
      for (Service service : Service.values()) {
        names.add(service.instance(zone));
      }
    }
    return Ports.settle(names, Map.of(), Set.of(), Ports::free, Ports.anywhere());
  }

  private static int port(Map<String, Integer> ports, String name) {
    return Objects.requireNonNull(ports.get(name), name);
  }

  /** Its settings are as those of a local run, but for the addresses of its links. */
  private static Zone zone(
      Path folder,
      int ordinal,
      Shape shape,
      DataDirectory foundation,
      Secrets secrets,
      Map<String, Integer> ports)
      throws IOException {
    DataDirectory data = DataDirectory.at(folder.resolve("zone-" + ordinal)).prepared();
    Files.copy(foundation.secrets(), data.secrets());
    Link postgres = new Link(port(ports, "postgres"));
    List<Link> brokers =
        IntStream.range(0, shape.brokers())
            .mapToObj(broker -> new Link(port(ports, BrokerRoles.listener(broker, ordinal))))
            .toList();
    Map<String, Integer> own = new HashMap<>();
    own.put("postgres", postgres.port());
    own.put("broker", brokers.getFirst().port());
    own.put("registry", port(ports, "registry"));
    for (Service service : Service.values()) {
      int nearest = Math.min(ordinal, shape.of(service) - 1);
      own.put(service.part(ordinal), port(ports, service.instance(nearest)));
    }
    Settings settings =
        new Settings(port(ports, Service.GATEWAY.instance(ordinal)), 1, Set.of(), own);
    settings.write(data);
    return new Zone(ordinal, data, settings, secrets, brokers, postgres);
  }

  @Override
  public void start(Duration patience) throws InterruptedException {
    try (Together first = new Together()) {
      first.run(() -> {
        run("postgres", patience);
        database.createDatabases();
        run("registry", patience);
        PublishedLanguage.registerSchemas(settings, patience);
      });
      first.run(() -> {
        try (Together together = new Together()) {
          for (String name : members.keySet()) {
            if (name.startsWith("broker-")) {
              together.run(() -> run(name, patience));
            }
          }
          together.await();
        }
        PublishedLanguage.createTopics(brokers, replicas);
      });
      first.await();
    }
  }

  private void run(String name, Duration patience) throws InterruptedException {
    try {
      Member member = Objects.requireNonNull(members.get(name), name);
      member.start();
      member.awaitHealth(patience);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  @Override
  public Map<String, Member> members() {
    return members;
  }

  @Override
  public List<Zone> zones() {
    return zones;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public String brokers() {
    return brokers;
  }

  /** PostgreSQL in order, so that no process of it stays behind; nobody needs the others again. */
  @Override
  public void close(Duration patience) throws InterruptedException {
    for (Member member : members.values()) {
      if (member.name().equals("postgres")) {
        member.stop(patience);
      } else {
        member.kill();
      }
    }
  }
}
