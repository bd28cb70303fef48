package io.iplive.verdict;

import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.kafka.StreamsHealth;
import io.iplive.verdict.kafka.StreamsLiveness;
import io.iplive.verdict.kafka.ThreadReplacement;
import io.iplive.verdict.kafka.VerdictMeters;
import io.iplive.verdict.kafka.VerdictTopology;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.streams.Topology;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Everything the verdict service is made of. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(VerdictSettings.class)
public class VerdictConfiguration {

  @Bean
  SchemaRegistry registry(VerdictSettings settings) {
    return new HttpSchemaRegistry(settings.registry().url().toString(), settings.registry().ca());
  }

  @Bean
  VerdictMeters meters(MeterRegistry registry) {
    return new VerdictMeters(registry, InstantSource.system());
  }

  @Bean
  ThreadReplacement threadReplacement() {
    return new ThreadReplacement(InstantSource.system());
  }

  @Bean
  StreamsBuilderFactoryBean streams(
      VerdictSettings settings,
      SchemaRegistry registry,
      VerdictMeters meters,
      ThreadReplacement threadReplacement) {
    VerdictSettings.Verdict verdict = settings.verdict();
    Limits limits = new Limits(verdict.grace(), verdict.earlyKept(), verdict.earlyPerNode());
    boolean onDisk = settings.store() == VerdictSettings.Store.ROCKSDB;
    StreamsBuilderFactoryBean streams =
        new StreamsBuilderFactoryBean(
            new KafkaStreamsConfiguration(VerdictStreams.settings(settings, meters)));
    streams.setStreamsUncaughtExceptionHandler(threadReplacement);
    streams.setInfrastructureCustomizer(
        new KafkaStreamsInfrastructureCustomizer() {
          @Override
          public void configureTopology(Topology topology) {
            VerdictTopology.addTo(topology, registry, limits, meters, onDisk);
          }
        });
    meters.reading(streams::getKafkaStreams);
    return streams;
  }

  @Bean
  HealthIndicator livingHealthIndicator(ThreadReplacement threadReplacement) {
    return new StreamsLiveness(threadReplacement);
  }

  @Bean
  HealthIndicator streamsHealthIndicator(StreamsBuilderFactoryBean streams, VerdictMeters meters) {
    return new StreamsHealth(streams::getKafkaStreams, meters);
  }
}
