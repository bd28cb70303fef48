package io.iplive.notifier;

import io.iplive.notifier.callback.CallbackLanes;
import io.iplive.notifier.callback.DeliveryMeters;
import io.iplive.notifier.callback.DeliveryRunner;
import io.iplive.notifier.callback.RoundDispatcher;
import io.iplive.notifier.delivery.Journal;
import io.iplive.notifier.directory.Directory;
import io.iplive.notifier.directory.StoreUnavailableException;
import io.iplive.notifier.kafka.DeadLetters;
import io.iplive.notifier.kafka.KafkaClients;
import io.iplive.notifier.kafka.NotifierListeners;
import io.iplive.notifier.kafka.RoundLoop;
import io.iplive.notifier.kafka.outage.OutageRedrive;
import io.iplive.notifier.kafka.step.StepLog;
import io.iplive.notifier.kafka.step.StepRelay;
import io.iplive.notifier.outbox.Outbox;
import io.iplive.notifier.routing.OutageJournal;
import io.iplive.notifier.routing.Silences;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topic;
import io.iplive.schemas.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** What the notifier reads and publishes. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  SchemaRegistry schemaRegistry(NotifierSettings settings) {
    return new HttpSchemaRegistry(settings.registry().url(), settings.registry().ca());
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

  @Bean(initMethod = "start", destroyMethod = "close")
  StepRelay stepRelay(Outbox outbox, KafkaClients clients, SchemaRegistry registry) {
    return new StepRelay(outbox, clients::relayProducer, registry);
  }

  @Bean
  StepLog stepLog(KafkaClients clients, SchemaRegistry registry) {
    return new StepLog(clients::looseConsumer, registry);
  }

  @Bean
  MeterBinder outboxWaiting(Outbox outbox) {
    return meters ->
        Gauge.builder("iplive.notifier.outbox.waiting", outbox, KafkaConfiguration::waiting)
            .description("Steps of deliveries that are not yet published")
            .register(meters);
  }

  @Bean
  MeterBinder lags(RoundLoop rounds, NotifierListeners listeners) {
    return meters -> {
      lag(Topics.ROUNDS, rounds, RoundLoop::lag, meters);
      lag(Topics.OUTAGES, listeners, NotifierListeners::lag, meters);
    };
  }

  private static <T> void lag(Topic topic, T of, ToDoubleFunction<T> lag, MeterRegistry meters) {
    Gauge.builder("iplive.notifier.lag", of, lag)
        .tag("topic", topic.name())
        .description("Records still to read, of the partition that is furthest behind")
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
}
