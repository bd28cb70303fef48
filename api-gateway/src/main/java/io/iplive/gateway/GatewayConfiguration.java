package io.iplive.gateway;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.SecretBox;
import io.iplive.gateway.api.ApiConfiguration;
import io.iplive.gateway.api.ApiSettings;
import io.iplive.gateway.api.account.AccountApiConfiguration;
import io.iplive.gateway.api.history.HistoryApiConfiguration;
import io.iplive.gateway.api.imports.ImportConfiguration;
import io.iplive.gateway.api.node.NodeApiConfiguration;
import io.iplive.gateway.api.open.OpenPagesConfiguration;
import io.iplive.gateway.api.recovery.RecoveryApiConfiguration;
import io.iplive.gateway.api.task.TaskApiConfiguration;
import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.journal.Outbox;
import io.iplive.gateway.kafka.KafkaJobTopics;
import io.iplive.gateway.kafka.Relay;
import io.iplive.gateway.kafka.RelayHealth;
import io.iplive.gateway.kafka.RelayProducers;
import io.iplive.gateway.login.KnownAddresses;
import io.iplive.gateway.login.Passwords;
import io.iplive.gateway.monitor.MonitorDirectory;
import io.iplive.gateway.monitor.MonitorJournal;
import io.iplive.gateway.node.JobTopics;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.node.NodeJournal;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.GroupCommitJournal;
import io.iplive.gateway.postgres.JdbiAccountDirectory;
import io.iplive.gateway.postgres.JdbiAccountJournal;
import io.iplive.gateway.postgres.JdbiKnownAddresses;
import io.iplive.gateway.postgres.JdbiMonitorDirectory;
import io.iplive.gateway.postgres.JdbiMonitorJournal;
import io.iplive.gateway.postgres.JdbiNodeDirectory;
import io.iplive.gateway.postgres.JdbiNodeJournal;
import io.iplive.gateway.postgres.JdbiOutbox;
import io.iplive.gateway.postgres.OutboxSignal;
import io.iplive.gateway.postgres.contact.JdbiContacts;
import io.iplive.schemas.OutboundPolicy;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;

/** Every wire of the gateway. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(GatewaySettings.class)
@Import({
  AccountApiConfiguration.class,
  ApiConfiguration.class,
  ExplainConfiguration.class,
  HistoryApiConfiguration.class,
  HistoryConfiguration.class,
  ImportConfiguration.class,
  MaintenanceConfiguration.class,
  NodeApiConfiguration.class,
  OpenPagesConfiguration.class,
  ProjectionConfiguration.class,
  RecoveryApiConfiguration.class,
  RecoveryConfiguration.class,
  RemoteNodesConfiguration.class,
  StatesConfiguration.class,
  TaskApiConfiguration.class,
  TaskConfiguration.class
})
public class GatewayConfiguration {

  /** What brokers and consumers take in one record, with room to spare. */
  private static final int MOST_EVENT_BYTES = 512 * 1024;

  private static final int RELAY_TIMEOUT_SECONDS = 10;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ApiSettings apiSettings(GatewaySettings settings) {
    return new ApiSettings(
        settings.operator().token(),
        settings.enrolment().secret(),
        settings.enrolment().approval(),
        settings.deal().trustSourceAddress(),
        settings.trustedProxies(),
        settings.api().mostInFlight(),
        settings.api().allowGetPassword());
  }

  @Bean
  SecretCipher secretCipher(GatewaySettings settings) {
    return new SecretCipher(settings.secrets().keys(), settings.secrets().current());
  }

  @Bean
  SecretBox secretBox(SecretCipher cipher) {
    return new SealedSecrets(cipher);
  }

  @Bean
  Predicate<InetAddress> outboundPolicy(GatewaySettings settings) {
    GatewaySettings.Outbound outbound = settings.outbound();
    return new OutboundPolicy(outbound.allowed(), outbound.refused(), Set.of())::allows;
  }

  @Bean
  Database database(DataSource pool) {
    return Database.over(pool);
  }

  @Bean
  OutboxSignal outboxSignal() {
    return new OutboxSignal();
  }

  @Bean
  MonitorJournal monitorJournal(Database database, OutboxSignal signal, SecretBox secrets) {
    return new GroupCommitJournal(
        new JdbiMonitorJournal(database, signal, secrets, MOST_EVENT_BYTES));
  }

  @Bean
  MonitorDirectory monitorDirectory(Database database) {
    return new JdbiMonitorDirectory(database);
  }

  @Bean
  AccountJournal accountJournal(Database database, OutboxSignal signal) {
    return new JdbiAccountJournal(database, signal);
  }

  @Bean
  JdbiContacts contacts(Database database, OutboxSignal signal) {
    return new JdbiContacts(database, signal);
  }

  @Bean
  Passwords passwords() {
    return new Argon2Passwords(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  @Bean
  KnownAddresses knownAddresses(Database database) {
    return new JdbiKnownAddresses(database);
  }

  @Bean
  AccountDirectory accountDirectory(Database database) {
    return new JdbiAccountDirectory(database);
  }

  @Bean
  NodeDirectory nodeDirectory(Database database) {
    return new JdbiNodeDirectory(database);
  }

  @Bean
  NodeJournal nodeJournal(
      Database database, OutboxSignal signal, NodeDirectory directory, JobTopics topics) {
    return new JdbiNodeJournal(database, signal, directory, topics);
  }

  @Bean
  JobTopics jobTopics(GatewaySettings settings) {
    return new KafkaJobTopics(
        settings.kafka().brokers(), settings.partitions(), (short) settings.replicas());
  }

  @Bean
  BrokerNotice brokerNotice(GatewaySettings settings) {
    return new BrokerNotice(settings.kafka().brokers(), settings.replicas());
  }

  @Bean
  Outbox outbox(Database database, JdbcConnectionDetails connection, OutboxSignal signal) {
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(connection.getJdbcUrl());
    own.setUser(connection.getUsername());
    own.setPassword(connection.getPassword());
    own.setApplicationName("iplive-gateway-relay");
    own.setTcpKeepAlive(true);
    own.setConnectTimeout(RELAY_TIMEOUT_SECONDS);
    own.setSocketTimeout(RELAY_TIMEOUT_SECONDS);
    return new JdbiOutbox(database, own, signal);
  }

  @Bean
  SchemaRegistry schemaRegistry(GatewaySettings settings) {
    return settings.registry().client();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOn("flywayInitializer")
  Relay relay(Outbox outbox, GatewaySettings settings, SchemaRegistry registry) {
    RelayProducers producers = new RelayProducers(settings.kafka().brokers());
    return new Relay(outbox, producers, registry);
  }

  @Bean
  HealthIndicator relayHealth(Relay relay) {
    return new RelayHealth(relay);
  }

  @Bean
  MeterBinder outboxWaiting(Outbox outbox) {
    return (MeterRegistry meters) ->
        Gauge.builder("iplive.gateway.outbox.waiting", outbox, GatewayConfiguration::waiting)
            .description("Recorded events that are not yet published")
            .register(meters);
  }

  private static double waiting(Outbox outbox) {
    try {
      return outbox.waiting();
    } catch (JournalUnavailableException e) {
      return Double.NaN;
    }
  }
}
