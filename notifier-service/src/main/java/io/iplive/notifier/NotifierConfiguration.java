package io.iplive.notifier;

import io.iplive.notifier.callback.Attempts;
import io.iplive.notifier.callback.CallbackLanes;
import io.iplive.notifier.callback.DeliveryMeters;
import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.callback.DeliveryRunner.RunnerLimits;
import io.iplive.notifier.callback.HttpTransport;
import io.iplive.notifier.callback.RoundDispatcher;
import io.iplive.notifier.delivery.CallMaking;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.delivery.Policy;
import io.iplive.notifier.delivery.Transport;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.SealedSecret;
import io.iplive.notifier.directory.SecretOpener;
import io.iplive.notifier.kafka.DeadLetters;
import io.iplive.notifier.kafka.KafkaClients;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import io.iplive.notifier.postgres.JdbiDirectory;
import io.iplive.notifier.postgres.JdbiJournal;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.OutboundPolicy;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.iplive.schemas.gateway.EncryptedValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Everything the notifier consists of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(NotifierSettings.class)
public class NotifierConfiguration {

  /** Migrated first: whoever gets the database gets its tables. */
  @Bean
  Jdbi jdbi(DataSource dataSource, FlywayMigrationInitializer migrated) {
    return Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
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
  SecretOpener secretOpener(NotifierSettings settings) {
    SecretCipher cipher = new SecretCipher(settings.secrets().keys(), settings.secrets().current());
    return secret -> cipher.decrypt(encrypted(secret));
  }

  private static EncryptedValue encrypted(SealedSecret secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.ciphertext());
    return new EncryptedValue(secret.keyId(), ByteBuffer.wrap(bytes));
  }

  @Bean
  HttpTransport transport(NotifierSettings settings) throws NoSuchAlgorithmException {
    return new HttpTransport(
        new OutboundPolicy(settings.outbound().allowed()),
        SSLContext.getDefault(),
        settings.notifier().userAgent(),
        settings.notifier().attemptDeadline());
  }

  @Bean
  DeliveryMeters deliveryMeters(MeterRegistry registry) {
    return new DeliveryMeters(registry);
  }

  @Bean
  Attempts attempts(
      SecretOpener secrets, Transport transport, NotifierSettings settings, DeliveryMeters meters) {
    Policy policy = Policy.standard().withLegacyPause(settings.notifier().repeatAfter());
    return new Attempts(new CallMaking(secrets), transport, policy, Clock.systemUTC(), meters);
  }

  @Bean
  DeliveryRunner deliveryRunner(
      Journal journal,
      Directory directory,
      Attempts attempts,
      DeliveryMeters meters,
      NotifierSettings settings) {
    NotifierSettings.Notifier notifier = settings.notifier();
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
            notifier.inFlight(),
            notifier.grace()));
  }

  @Bean
  CallbackLanes callbackLanes(
      Directory directory,
      Journal journal,
      Attempts attempts,
      DeliveryMeters meters,
      NotifierSettings settings) {
    return new CallbackLanes(
        directory,
        journal,
        attempts,
        meters,
        settings.notifier().perReceiver(),
        settings.notifier().grace());
  }

  @Bean
  SchemaRegistry schemaRegistry(NotifierSettings settings) {
    return new HttpSchemaRegistry(settings.registry().url());
  }

  @Bean
  KafkaClients kafkaClients(NotifierSettings settings) {
    return new KafkaClients(settings.kafka().bootstrapServers(), settings.instanceId());
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
      Journal journal,
      DeadLetters deadLetters,
      DeliveryRunner runner) {
    return new NotifierListeners(clients, registry, directory, journal, deadLetters, runner::wake);
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
      NotifierListeners listeners, RoundLoop rounds, CallbackLanes lanes, DeliveryRunner runner) {
    return new NotifierLifecycle(listeners, rounds, lanes, runner);
  }

  @Bean
  NotifierHealth notifierHealthIndicator(
      NotifierListeners listeners, RoundLoop rounds, DeliveryRunner runner) {
    return new NotifierHealth(listeners, rounds, runner);
  }
}
