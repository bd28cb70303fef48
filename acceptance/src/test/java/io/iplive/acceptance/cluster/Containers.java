package io.iplive.acceptance.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.receiver.PhpReceiver;
import io.iplive.acceptance.run.Iplive;
import io.iplive.acceptance.run.Panel;
import io.iplive.local.health.PostgresHealth;
import io.iplive.local.instance.DataDirectory;
import io.iplive.local.instance.Distribution;
import io.iplive.local.instance.Ports;
import io.iplive.local.instance.Secrets;
import io.iplive.local.instance.Settings;
import io.iplive.local.operator.Operator;
import io.iplive.local.supervision.PublishedLanguage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Broker, registry and PostgreSQL in containers of this machine; the services are processes. */
public final class Containers implements Foundation {

  private static final String KAFKA = "apache/kafka:4.2.2";
  private static final String POSTGRESQL = "postgres:18.6";
  private static final String REGISTRY = "quay.io/apicurio/apicurio-registry:3.3.3";
  private static final int REGISTRY_PORT = 8080;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Network network = Network.newNetwork();
  private final DataDirectory data;
  private final Secrets secrets;
  private final KafkaContainer broker;
  private final PostgreSQLContainer database;
  private final GenericContainer<?> registry;
  private final Settings settings;
  private final Zone zone;

  private Containers(Path folder) throws IOException, InterruptedException {
    data = DataDirectory.at(folder.resolve("data")).prepared();
    secrets = Secrets.of(data);
    broker =
        new KafkaContainer(KAFKA)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
    database =
        new PostgreSQLContainer(POSTGRESQL)
            .withDatabaseName("gateway")
            .withUsername(PostgresHealth.OWNER)
            .withPassword(secrets.databasePassword())
            .withNetwork(network)
            .withNetworkAliases("postgresql");
    registry =
        new GenericContainer<>(REGISTRY)
            .withNetwork(network)
            .withEnv("APICURIO_STORAGE_KIND", "sql")
            .withEnv("APICURIO_STORAGE_SQL_KIND", "postgresql")
            .withEnv("APICURIO_DATASOURCE_URL", "jdbc:postgresql://postgresql:5432/registry")
            .withEnv("APICURIO_DATASOURCE_USERNAME", PostgresHealth.OWNER)
            .withEnv("APICURIO_DATASOURCE_PASSWORD", secrets.databasePassword())
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"));
    broker.start();
    database.start();
    for (String name : List.of("notifier", "registry")) {
      database.execInContainer("createdb", "--username", PostgresHealth.OWNER, name);
    }
    registry.start();
    settings = chosen();
    settings.write(data);
    zone =
        new Zone(
            0,
            data,
            settings,
            secrets,
            List.of(new Link(settings.port("broker"))),
            new Link(settings.port("postgres")));
  }

  private Settings chosen() {
    Map<String, Integer> ports =
        new HashMap<>(
            Ports.settle(
                Stream.of(Service.values()).map(service -> service.part(0)).toList(),
                Map.of(),
                Set.of(),
                Ports::free,
                Ports.anywhere()));
    Integer gateway = ports.remove(Service.GATEWAY.part(0));
    ports.put("broker", port(broker.getBootstrapServers()));
    ports.put("postgres", database.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
    ports.put("registry", registry.getMappedPort(REGISTRY_PORT));
    return new Settings(gateway == null ? Ports.any() : gateway, 1, Set.of(), ports);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Whether a Docker answers. */
  public static boolean possible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** One of each service over containers, which run already. */
  public static Cluster cluster(Path folder) throws IOException, InterruptedException {
    Distribution parts = new Distribution(Iplive.root().resolve("local/target/dist"));
    return new Cluster(new Containers(folder), parts, Shape.of(1, 1));
  }

  /** An account whose app calls back to the script, and whose contact is the script. */
  public static Panel panel(Cluster cluster, PhpReceiver receiver) throws IOException {
    Operator operator = cluster.operator();
    JsonNode account = operator.addAccount("containers", Optional.of(receiver.callbackAddress()));
    JsonNode contact =
        operator.post(
            "/operator/contacts",
            JSON.createObjectNode()
                .put("account", "containers")
                .put("type", "http")
                .put("address", receiver.outageAddress())
                .put("default", true));
    String app = account.path("app_name").asText();
    String secret = account.path("callback_secret").asText();
    receiver.knowApp(app, secret);
    receiver.knowContact(contact.path("secret").asText());
    return new Panel(cluster.gatewayAddress(), app, account.path("token").asText(), secret);
  }

  @Override
  public void start(Duration patience) throws InterruptedException {
    PublishedLanguage.registerSchemas(settings, patience);
    PublishedLanguage.createTopics(brokers(), 1);
  }

  /** Nobody kills a container. */
  @Override
  public Map<String, Member> members() {
    return Map.of();
  }

  @Override
  public List<Zone> zones() {
    return List.of(zone);
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
    return settings.brokerAddress();
  }

  @Override
  public void close(Duration patience) {
    registry.stop();
    database.stop();
    broker.stop();
    network.close();
  }
}
