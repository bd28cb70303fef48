package io.iplive.gateway;

import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.recovery.KafkaPublishedLog;
import io.iplive.gateway.node.JobTopics;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.JdbiJournalRecovery;
import io.iplive.gateway.postgres.OutboxSignal;
import io.iplive.gateway.recovery.JournalRecovery;
import io.iplive.gateway.recovery.PublishedLog;
import io.iplive.gateway.recovery.Recovery;
import io.iplive.schemas.SchemaRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of restoring and republishing. */
@Configuration(proxyBeanMethods = false)
class RecoveryConfiguration {

  @Bean
  JournalRecovery journalRecovery(Database database, OutboxSignal signal) {
    return new JdbiJournalRecovery(database, signal);
  }

  @Bean
  PublishedLog publishedLog(GatewayClients clients, SchemaRegistry registry, Clock clock) {
    return new KafkaPublishedLog(clients, registry, clock);
  }

  @Bean
  Recovery recovery(
      JournalRecovery journal, PublishedLog log, NodeDirectory nodes, JobTopics topics) {
    return new Recovery(
        journal, log, () -> nodes.all().forEach(node -> topics.make(node.id(), node.remote())));
  }
}
