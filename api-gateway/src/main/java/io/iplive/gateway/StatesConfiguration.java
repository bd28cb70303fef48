package io.iplive.gateway;

import io.iplive.gateway.kafka.GatewayClients;
import io.iplive.gateway.kafka.Poison;
import io.iplive.gateway.kafka.state.LastStates;
import io.iplive.gateway.kafka.state.RoundAvro;
import io.iplive.gateway.kafka.state.RoundReader;
import io.iplive.gateway.kafka.state.StatesHealth;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.state.JdbiStateStore;
import io.iplive.schemas.SchemaRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The wires of what is known of targets. */
@Configuration(proxyBeanMethods = false)
class StatesConfiguration {

  @Bean
  LastStates targetStates(Database database) {
    return new LastStates(new JdbiStateStore(database));
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  @DependsOn("flywayInitializer")
  RoundReader roundReader(
      GatewayClients clients,
      SchemaRegistry registry,
      LastStates states,
      Poison poison,
      Clock clock) {
    return new RoundReader(clients, new RoundAvro(registry), states, poison, clock);
  }

  @Bean
  HealthIndicator statesHealth(RoundReader reader) {
    return new StatesHealth(reader);
  }
}
