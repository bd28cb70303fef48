package io.iplive.gateway;

import io.iplive.gateway.deal.FailureList;
import io.iplive.gateway.deal.Results;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.Poison;
import io.iplive.gateway.kafka.node.JobAvro;
import io.iplive.gateway.kafka.node.JobReader;
import io.iplive.gateway.kafka.node.KafkaNodeLife;
import io.iplive.gateway.kafka.node.KafkaResults;
import io.iplive.gateway.node.NodeLife;
import io.iplive.schemas.SchemaRegistry;
import io.iplive.schemas.SecretCipher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** The wires of nodes that need no Kafka. */
@Configuration(proxyBeanMethods = false)
class RemoteNodesConfiguration {

  @Bean
  GatewayClients gatewayClients(GatewaySettings settings) {
    return new GatewayClients(settings.kafka().brokers());
  }

  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> resultsProducer(GatewayClients clients) {
    return clients.results();
  }

  @Bean
  Poison poison(Producer<byte[], byte[]> resultsProducer, MeterRegistry meters) {
    return new Poison(resultsProducer, meters);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  JobReader jobReader(
      GatewayClients clients,
      SchemaRegistry registry,
      SecretCipher secrets,
      Poison poison,
      Clock clock) {
    return new JobReader(clients, new JobAvro(registry, secrets), poison, clock);
  }

  /** Before the web server waits for its last calls. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfPolls(JobReader reader) {
    return _ -> reader.endCalls();
  }

  @Bean(destroyMethod = "close")
  NodeLife nodeLife(GatewayClients clients, SchemaRegistry registry, Clock clock) {
    return new KafkaNodeLife(clients, registry, clock);
  }

  @Bean
  Results results(Producer<byte[], byte[]> resultsProducer, SchemaRegistry registry) {
    return new KafkaResults(resultsProducer, registry);
  }

  @Bean
  FailureList failureList() {
    return new PublishedFailures();
  }
}
