package io.iplive.gateway;

import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.TopicProvisioning;
import io.iplive.schemas.Topics;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** The gateway as it runs: real HTTP, PostgreSQL, broker; only the registry is small. */
final class RunningGateway implements AutoCloseable {

  static final String OPERATOR_TOKEN = "operators-token-of-more-than-32-characters";
  static final String ENROLMENT_SECRET = "enrolment-secret-of-more-than-32-characters";

  static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);

  /** One for all tests that do not break it; its parts end with the JVM. */
  private static final class Shared {
    static final RunningGateway GATEWAY = new RunningGateway(Infrastructure.broker(), "shared");

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(GATEWAY::close));
    }
  }

  /** The database server is one for all. */
  private static final class Infrastructure {
    static final EmbeddedPostgres POSTGRES = postgres();

    static EmbeddedPostgres postgres() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    static EmbeddedKafkaKraftBroker broker() {
      EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 4);
      broker.brokerProperties(
          Map.of(
              "auto.create.topics.enable", "false",
              "transaction.state.log.replication.factor", "1",
              "transaction.state.log.min.isr", "1",
              "transaction.state.log.num.partitions", "1",
              "offsets.topic.num.partitions", "1"));
      broker.afterPropertiesSet();
      return broker;
    }
  }

  final EmbeddedKafkaKraftBroker broker;
  final FakeRegistry registry;
  final Jdbi jdbi;
  final GatewayClient client;
  private final String databaseUrl;
  private final ConfigurableApplicationContext context;

  static RunningGateway shared() {
    return Shared.GATEWAY;
  }

  static RunningGateway ownBroker(String database) {
    return new RunningGateway(Infrastructure.broker(), database);
  }

  private RunningGateway(EmbeddedKafkaKraftBroker broker, String database) {
    this.broker = broker;
    try {
      registry = new FakeRegistry();
      Jdbi.create(Infrastructure.POSTGRES.getPostgresDatabase())
          .useHandle(handle -> handle.execute("create database " + database));
      databaseUrl = Infrastructure.POSTGRES.getJdbcUrl("postgres", database);
      jdbi = Jdbi.create(databaseUrl);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()))) {
        TopicProvisioning.createMissing(admin, Topics.standing(), 4, (short) 1);
      }
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    context = start(Map.of());
    client =
        new GatewayClient(
            Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
  }

  /** One more replica over the same database and brokers. */
  ConfigurableApplicationContext start(Map<String, Object> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=" + databaseUrl,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--spring.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
                "--iplive.registry.url=" + registry.url(),
                "--iplive.operator.token=" + OPERATOR_TOKEN,
                "--iplive.enrolment.secret=" + ENROLMENT_SECRET,
                "--iplive.trusted-proxies=127.0.0.1",
                "--iplive.secrets.current=k1",
                "--iplive.secrets.keys.k1=" + SECRET_KEY));
    more.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
    return new SpringApplicationBuilder(GatewayConfiguration.class)
        .properties("spring.config.name=api-gateway")
        .run(arguments.toArray(String[]::new));
  }

  /** Where its API is. */
  String address() {
    return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
  }

  /** An empty database beside the gateway's own; its address. */
  String newDatabase(String name) {
    jdbi.useHandle(handle -> handle.execute("create database " + name));
    return Infrastructure.POSTGRES.getJdbcUrl("postgres", name);
  }

  /** Everything committed on a topic so far. */
  <T extends SpecificRecord> List<T> published(Topic topic, Class<T> type) {
    try (AvroSerde<T> serde = new AvroSerde<>(new HttpSchemaRegistry(registry.url()), type)) {
      return rows(topic).stream()
          .filter(row -> row.value() != null)
          .map(row -> serde.decode(topic.name(), row.value()))
          .toList();
    }
  }

  /** The keys that were taken out of a topic. */
  List<Long> removed(Topic topic) {
    return rows(topic).stream()
        .filter(row -> row.value() == null)
        .map(row -> Long.valueOf(new String(row.key(), StandardCharsets.UTF_8)))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> rows(Topic topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map((PartitionInfo p) -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> rows = new ArrayList<>();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(rows::add);
      }
      return rows;
    }
  }

  /** Writes a record as another service would, and returns once it is there. */
  <T extends SpecificRecord> void publish(Topic topic, long key, T value, Class<T> type) {
    try (AvroSerde<T> serde = new AvroSerde<>(new HttpSchemaRegistry(registry.url()), type)) {
      publishBytes(topic, key, serde.encode(topic.name(), value));
    }
  }

  void publishBytes(Topic topic, long key, byte[] value) {
    byte[] bytes = Long.toString(key).getBytes(StandardCharsets.UTF_8);
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(topic.name(), bytes, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.getBrokersAsString());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker.getBrokersAsString(), "isolation.level", "read_committed");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  DataSource dataSource() {
    return context.getBean(DataSource.class);
  }

  /** How much is stored: rows of the truth and of the read model, and outbox rows ever made. */
  String stored() {
    return text(
        """
        select format('journal %s, monitors %s, nodes %s, accounts %s, outbox %s',
          (select count(*) from journal), (select count(*) from monitor),
          (select count(*) from node), (select count(*) from account),
          (select last_value from outbox_position_seq))
        """);
  }

  /** Every payload of the journal. */
  String journal() {
    return text("select string_agg(payload::text, chr(10)) from journal");
  }

  /** How many rows of the read model are not what the newest event of their stream says. */
  String strayDefinitions() {
    return text(
        """
        select count(*)::text from monitor left join lateral (
          select version, payload from journal where stream = 'monitor-' || monitor_id
          order by version desc limit 1) newest on true
        where monitor.version is distinct from newest.version
          or definition is distinct from newest.payload -> 'after'
          or live is distinct from (newest.payload -> 'after' ->> 'state' = 'ACTIVE')
        """);
  }

  /** Events that are recorded and not yet published. */
  long waiting() {
    return Long.parseLong(text("select count(*)::text from outbox"));
  }

  /** The beginning of an hour of the past. */
  Instant hoursAgo(int hours) {
    return Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours));
  }

  /** The id of an account. */
  long account(String name) {
    return number("select account_id from account where name = '%s'".formatted(name));
  }

  /** How many rows there are. */
  long count(String table) {
    return number("select count(*) from " + table);
  }

  /** A number that the database knows. */
  long number(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  /** The gateway's dead letters of a topic. */
  List<ConsumerRecord<byte[], byte[]>> letters(Topic topic) {
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      TopicPartition partition = new TopicPartition(Topics.deadLetters(topic, "gateway").name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
      }
      return letters;
    }
  }

  /** Whether nobody is let into its database, and whoever was in it is thrown out. */
  void databaseAway(boolean away) {
    String name = databaseUrl.replaceFirst(".*/([a-z]+).*", "$1");
    Jdbi.create(Infrastructure.POSTGRES.getPostgresDatabase())
        .useHandle(handle -> {
          handle.execute("alter database %s allow_connections %s".formatted(name, !away));
          if (away) {
            handle
                .createQuery(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
                .bind("name", name)
                .mapTo(Boolean.class)
                .list();
          }
        });
  }

  /** One value of the database. */
  String text(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Override
  public void close() {
    context.close();
    registry.close();
    broker.destroy();
    if (databaseUrl.endsWith("shared")) {
      try {
        Infrastructure.POSTGRES.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
