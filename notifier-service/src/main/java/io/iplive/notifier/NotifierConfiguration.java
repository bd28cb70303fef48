package io.iplive.notifier;

import io.iplive.notifier.api.InternalController;
import io.iplive.notifier.api.OperatorAccess;
import io.iplive.notifier.callback.Attempts;
import io.iplive.notifier.callback.CallbackLanes;
import io.iplive.notifier.callback.ConflatedRounds;
import io.iplive.notifier.callback.DeliveryMeters;
import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.callback.DeliveryRunner.RunnerLimits;
import io.iplive.notifier.callback.LiveTrials;
import io.iplive.notifier.callback.RoundDispatcher;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.Recipient;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.kafka.DeadLetters;
import io.iplive.notifier.kafka.KafkaClients;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import io.iplive.notifier.kafka.outage.OutageRedrive;
import io.iplive.notifier.kafka.step.StepRelay;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.postgres.JdbiJournal;
import io.iplive.notifier.postgres.JdbiOutageJournal;
import io.iplive.notifier.postgres.JdbiOutbox;
import io.iplive.notifier.postgres.directory.JdbiDirectory;
import io.iplive.notifier.postgres.silence.JdbiSilences;
import io.iplive.notifier.routing.DeadOutages;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import io.iplive.notifier.sending.OutgoingMaking;
import io.iplive.notifier.sending.Transports;
import io.iplive.notifier.sending.Trials;
import io.iplive.notifier.sms.SmscDesk;
import io.iplive.notifier.text.Texts;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.EncryptedValue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Everything the notifier consists of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(NotifierSettings.class)
@Import(ChannelsConfiguration.class)
public class NotifierConfiguration {

  private static final int RELAY_TIMEOUT_SECONDS = 10;

  /** Migrated first: whoever gets the database gets its tables. */
  @Bean
  Jdbi jdbi(DataSource dataSource, FlywayMigrationInitializer migrated) {
    Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    // Bound values would put customers' addresses into the log.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  @Bean
  Directory directory(Jdbi jdbi) {
    return new JdbiDirectory(jdbi);
  }

  @Bean
  Journal journal(Jdbi jdbi) {
    return new JdbiJournal(jdbi);
  }

  @Bean
  OutageJournal outageJournal(Jdbi jdbi) {
    return new JdbiOutageJournal(jdbi);
  }

  @Bean
  Silences silences(Jdbi jdbi) {
    return new JdbiSilences(jdbi);
  }

  @Bean
  Outbox outbox(Jdbi jdbi, JdbcConnectionDetails connection) {
    PGSimpleDataSource own = new PGSimpleDataSource();
    own.setUrl(connection.getJdbcUrl());
    if (connection.getUsername() != null) {
      own.setUser(connection.getUsername());
      own.setPassword(connection.getPassword());
    }
    own.setApplicationName("notifier-relay");
    own.setTcpKeepAlive(true);
    own.setConnectTimeout(RELAY_TIMEOUT_SECONDS);
    own.setSocketTimeout(RELAY_TIMEOUT_SECONDS);
    return new JdbiOutbox(jdbi, own);
  }

  @Bean
  SecretOpener secretOpener(NotifierSettings settings) {
    SecretCipher cipher = new SecretCipher(settings.secrets().keys(), settings.secrets().current());
    return secret -> cipher.decrypt(encrypted(secret));
  }

  private static EncryptedValue encrypted(SealedSecret secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.ciphertext());
    return new EncryptedValue(secret.keyId(), ByteBuffer.wrap(bytes));
  }

  @Bean
  DeliveryMeters deliveryMeters(MeterRegistry registry) {
    return new DeliveryMeters(registry);
  }

  @Bean
  Policy policy(NotifierSettings settings) {
    return Policy.standard()
        .withLegacyPause(settings.notifier().repeatAfter())
        .withFirstPause(settings.notifier().firstPause());
  }

  @Bean
  Attempts attempts(
      OutgoingMaking making, Transports transports, Policy policy, DeliveryMeters meters) {
    return new Attempts(making, transports, policy, Clock.systemUTC(), meters);
  }

  @Bean
  DeliveryRunner deliveryRunner(
      Journal journal,
      Directory directory,
      Attempts attempts,
      DeliveryMeters meters,
      SmscDesk sms,
      ChannelSettings channels,
      NotifierSettings settings) {
    NotifierSettings.Notifier notifier = settings.notifier();
    int mails = channels.mail().connections();
    return new DeliveryRunner(
        journal,
        directory,
        attempts,
        meters,
        new RunnerLimits(
            settings.instanceId(),
            notifier.lease(),
            notifier.poll(),
            notifier.perReceiver(),
            Map.of(Recipient.SMS_HOST, sms::room, Recipient.MAIL_HOST, () -> mails),
            notifier.inFlight(),
            notifier.grace()));
  }

  @Bean
  ConflatedRounds conflatedRounds(Journal journal, NotifierSettings settings) {
    return new ConflatedRounds(journal, settings.notifier().grace());
  }

  @Bean
  CallbackLanes callbackLanes(
      Directory directory,
      Journal journal,
      Attempts attempts,
      DeliveryMeters meters,
      ConflatedRounds conflated,
      NotifierSettings settings) {
    return new CallbackLanes(
        directory,
        journal,
        attempts,
        meters,
        conflated,
        settings.notifier().perReceiver(),
        settings.notifier().grace());
  }

  @Bean
  SchemaRegistry schemaRegistry(NotifierSettings settings) {
    return new HttpSchemaRegistry(settings.registry().url());
  }

  @Bean
  KafkaClients kafkaClients(NotifierSettings settings) {
    return new KafkaClients(settings.kafka().brokers(), settings.instanceId());
  }

  @Bean
  DefaultKafkaProducerFactory<byte[], byte[]> producerFactory(KafkaClients clients) {
    return clients.producerFactory();
  }

  @Bean
  DeadLetters deadLetters(
      DefaultKafkaProducerFactory<byte[], byte[]> producers,
      MeterRegistry meters,
      NotifierSettings settings) {
    return new DeadLetters(new KafkaTemplate<>(producers), meters, settings.notifier().patience());
  }

  @Bean
  NotifierListeners listeners(
      KafkaClients clients,
      SchemaRegistry registry,
      Directory directory,
      OutageJournal outages,
      Silences silences,
      DeadLetters deadLetters,
      DeliveryRunner runner) {
    return new NotifierListeners(
        clients, registry, directory, outages, silences, deadLetters, runner::wake);
  }

  @Bean
  OutageRedrive outageRedrive(
      Directory directory,
      OutageJournal outages,
      Silences silences,
      SchemaRegistry registry,
      DeliveryRunner runner) {
    return new OutageRedrive(directory, outages, silences, registry, runner::wake);
  }

  @Bean
  Housekeeping housekeeping(
      Directory directory,
      OutageJournal outages,
      Silences silences,
      OutageRedrive redrive,
      DeliveryRunner runner,
      NotifierSettings settings) {
    Quiet quiet = new Quiet(directory, silences, outages, Clock.systemUTC());
    return new Housekeeping(outages, redrive, quiet, runner::wake, settings.notifier());
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  StepRelay stepRelay(Outbox outbox, KafkaClients clients, SchemaRegistry registry) {
    return new StepRelay(outbox, clients::relayProducer, registry);
  }

  @Bean
  MeterBinder outboxWaiting(Outbox outbox) {
    return meters ->
        Gauge.builder("iplive.notifier.outbox.waiting", outbox, NotifierConfiguration::waiting)
            .description("Steps of deliveries that are not yet published")
            .register(meters);
  }

  private static double waiting(Outbox outbox) {
    try {
      return outbox.waiting();
    } catch (StoreUnavailableException _) {
      return Double.NaN;
    }
  }

  @Bean
  Trials trials(Directory directory, OutgoingMaking making, Transports transports, Policy policy) {
    return new LiveTrials(directory, making, transports, policy, Clock.systemUTC());
  }

  @Bean
  InternalController internalController(
      NotifierSettings settings,
      Directory directory,
      Journal journal,
      OutageJournal outages,
      DeadOutages deadOutages,
      Trials trials,
      Texts texts,
      DeliveryRunner runner) {
    return new InternalController(
        new OperatorAccess(settings.operator().token()),
        directory,
        journal,
        outages,
        deadOutages,
        trials,
        texts,
        runner::wake);
  }

  @Bean
  RoundLoop roundLoop(
      KafkaClients clients,
      SchemaRegistry registry,
      Directory directory,
      Journal journal,
      CallbackLanes lanes,
      DeliveryMeters meters,
      DeliveryRunner runner,
      DeadLetters deadLetters,
      NotifierSettings settings) {
    NotifierSettings.Notifier notifier = settings.notifier();
    return new RoundLoop(
        clients::roundsConsumer,
        registry,
        new RoundDispatcher(directory, journal, lanes, meters, runner::wake, notifier.patience()),
        deadLetters,
        notifier.openRounds(),
        notifier.grace());
  }

  @Bean
  NotifierLifecycle lifecycle(
      NotifierListeners listeners,
      RoundLoop rounds,
      CallbackLanes lanes,
      ConflatedRounds conflated,
      DeliveryRunner runner,
      Housekeeping housekeeping) {
    return new NotifierLifecycle(listeners, rounds, lanes, conflated, runner, housekeeping);
  }

  @Bean
  NotifierHealth notifierHealthIndicator(
      NotifierListeners listeners,
      RoundLoop rounds,
      DeliveryRunner runner,
      StepRelay relay,
      SmscDesk sms) {
    return new NotifierHealth(listeners, rounds, runner, relay, sms);
  }
}
