package io.iplive.gateway;

import io.iplive.gateway.account.AccountDirectory;
import io.iplive.gateway.action.Action;
import io.iplive.gateway.explain.Explanations;
import io.iplive.gateway.explain.action.TaskExplain;
import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.explain.KafkaTraceLog;
import io.iplive.gateway.node.NodeDirectory;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.JdbiDefinitions;
import io.iplive.gateway.task.TaskDirectory;
import io.iplive.schemas.SchemaRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The wires of explanations. */
@Configuration(proxyBeanMethods = false)
class ExplainConfiguration {

  @Bean
  Explanations explanations(
      Database database,
      AccountDirectory accounts,
      NodeDirectory nodes,
      GatewayClients clients,
      SchemaRegistry registry,
      Clock clock) {
    return new Explanations(
        new JdbiDefinitions(database),
        accounts,
        nodes,
        new KafkaTraceLog(clients, registry, clock),
        clock);
  }

  @Bean
  Action taskExplain(Explanations explanations, TaskDirectory tasks) {
    return new TaskExplain(explanations, tasks);
  }
}
