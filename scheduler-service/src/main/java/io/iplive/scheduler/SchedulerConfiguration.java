package io.iplive.scheduler;

import io.iplive.scheduler.kafka.Patience;
import io.iplive.scheduler.kafka.SchedulerMeters;
import io.iplive.scheduler.kafka.SchedulerStreams;
import io.iplive.scheduler.kafka.SchedulerTopology;
import io.iplive.scheduler.kafka.StreamsSettings;
import io.iplive.scheduler.kafka.Tasks;
import io.iplive.scheduler.kafka.job.AnswerTicker;
import io.iplive.scheduler.kafka.job.JobDispatcher;
import io.iplive.scheduler.kafka.start.BrokerStartLine;
import io.iplive.scheduler.node.Level;
import io.iplive.scheduler.schedule.Policy;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.ProbeJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the scheduler is made of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(SchedulerSettings.class)
public class SchedulerConfiguration {

  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }

  @Bean
  SchemaRegistry schemaRegistry(SchedulerSettings settings) {
    return new HttpSchemaRegistry(settings.registry().url(), settings.registry().ca());
  }

  @Bean
  Policy policy(SchedulerSettings settings) {
    List<Level> levels = settings.scheduler().levels().stream().map(Level::parse).toList();
    return new Policy(levels, settings.scheduler().grace());
  }

  @Bean
  StreamsSettings streamsSettings(SchedulerSettings settings) {
    return new StreamsSettings(
        settings.kafka().brokers(),
        settings.instanceId(),
        settings.stateDir(),
        settings.replicas(),
        settings.standbys(),
        settings.threads());
  }

  @Bean
  Tasks tasks() {
    return new Tasks();
  }

  @Bean
  SchedulerMeters meters(MeterRegistry registry, Tasks tasks, InstantSource clock) {
    return new SchedulerMeters(registry, tasks, clock);
  }

  @Bean(destroyMethod = "stop")
  Patience patience() {
    return new Patience();
  }

  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> jobProducer(StreamsSettings settings) {
    return new KafkaProducer<>(settings.jobs());
  }

  @Bean
  JobDispatcher jobs(
      Producer<byte[], byte[]> producer,
      SchemaRegistry registry,
      InstantSource clock,
      SchedulerSettings settings,
      SchedulerMeters meters) {
    return new JobDispatcher(
        producer,
        new AvroSerde<>(registry, ProbeJob.class),
        clock,
        settings.scheduler().jobsWaiting(),
        meters.jobsSent(),
        meters.jobsFailed());
  }

  @Bean
  AnswerTicker answers(Producer<byte[], byte[]> producer) {
    return new AnswerTicker(producer);
  }

  @Bean
  BrokerStartLine startLine(StreamsSettings settings) {
    return new BrokerStartLine(
        () -> new KafkaConsumer<>(settings.onlooker()),
        List.of(Topics.MONITORS.name(), Topics.PACES.name()));
  }

  @Bean
  SchedulerTopology topology(
      SchedulerSettings settings,
      Policy policy,
      SchemaRegistry registry,
      InstantSource clock,
      BrokerStartLine startLine,
      JobDispatcher jobs,
      AnswerTicker answers,
      Producer<byte[], byte[]> producer,
      Patience patience,
      Tasks tasks,
      SchedulerMeters meters) {
    return new SchedulerTopology(
        settings.store(),
        policy,
        registry,
        clock,
        startLine,
        jobs,
        answers,
        producer,
        patience,
        tasks,
        meters);
  }

  @Bean
  SchedulerStreams streams(
      SchedulerTopology topology,
      StreamsSettings settings,
      Patience patience,
      InstantSource clock) {
    return new SchedulerStreams(topology, settings, patience, clock);
  }

  @Bean
  MeterBinder lag(SchedulerStreams streams) {
    return registry ->
        Gauge.builder("iplive.scheduler.lag", streams, SchedulerStreams::lag)
            .description("Records still to read, of the partition that is furthest behind")
            .register(registry);
  }

  @Bean
  SchedulerHealth schedulerHealth(SchedulerStreams streams, Tasks tasks, JobDispatcher jobs) {
    return new SchedulerHealth(streams, tasks, jobs);
  }
}
