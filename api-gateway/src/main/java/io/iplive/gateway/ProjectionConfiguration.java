package io.iplive.gateway;

import io.iplive.gateway.kafka.projection.DeadLetters;
import io.iplive.gateway.kafka.projection.DeliveryAvro;
import io.iplive.gateway.kafka.projection.OutageAvro;
import io.iplive.gateway.kafka.projection.ProjectionClients;
import io.iplive.gateway.kafka.projection.ProjectionHealth;
import io.iplive.gateway.kafka.projection.Projections;
import io.iplive.gateway.kafka.projection.RecordReader;
import io.iplive.gateway.kafka.projection.RollupAvro;
import io.iplive.gateway.kafka.projection.UsageAvro;
import io.iplive.gateway.postgres.Database;
import io.iplive.gateway.postgres.projection.DeliveryRows;
import io.iplive.gateway.postgres.projection.Generations;
import io.iplive.gateway.postgres.projection.JdbiProjectionStore;
import io.iplive.gateway.postgres.projection.OutageRows;
import io.iplive.gateway.postgres.projection.RollupRows;
import io.iplive.gateway.postgres.projection.RowWriter;
import io.iplive.gateway.postgres.projection.UsageRows;
import io.iplive.gateway.projection.Projection;
import io.iplive.gateway.projection.Rebuilding;
import io.iplive.schemas.SchemaRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** The wires of what is projected from topics. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

  /** What writes the rows of a projection, and what reads its topic. */
  private record Part<T>(RecordReader<T> reader, RowWriter<T> writer) {

    void addTo(Projections projections, Database database) {
      projections.with(writer.projection(), reader, new JdbiProjectionStore<>(database, writer));
    }
  }

  /** All there are. */
  record Parts(List<Part<?>> all) {}

  @Bean
  Parts projectionParts(SchemaRegistry registry) {
    return new Parts(
        List.of(
            new Part<>(new OutageAvro(registry), new OutageRows()),
            new Part<>(new RollupAvro(registry), new RollupRows()),
            new Part<>(new UsageAvro(registry), new UsageRows()),
            new Part<>(new DeliveryAvro(registry), new DeliveryRows())));
  }

  @Bean
  ProjectionClients projectionClients(GatewaySettings settings) {
    return new ProjectionClients(settings.kafka().brokers());
  }

  @Bean
  ProducerFactory<byte[], byte[]> deadLetterProducers(ProjectionClients clients) {
    return clients.producers();
  }

  @Bean
  @DependsOn("flywayInitializer")
  Projections projections(
      Parts parts,
      Database database,
      ProjectionClients clients,
      ProducerFactory<byte[], byte[]> producers,
      MeterRegistry meters) {
    DeadLetters letters = new DeadLetters(new KafkaTemplate<>(producers), meters);
    Projections projections = new Projections(clients, letters);
    parts.all().forEach(part -> part.addTo(projections, database));
    return projections;
  }

  @Bean
  Rebuilding rebuilding(Parts parts, Database database) {
    List<RowWriter<?>> writers = new ArrayList<>();
    parts.all().forEach(part -> writers.add(part.writer()));
    return new Generations(database, writers);
  }

  @Bean
  HealthIndicator projectionHealth(Projections projections) {
    return new ProjectionHealth(projections);
  }

  @Bean
  MeterBinder projectionLag(Projections projections) {
    return (MeterRegistry meters) ->
        projections
            .states()
            .forEach(state ->
                Gauge.builder(
                        "iplive.gateway.projection.lag",
                        projections,
                        all -> lag(all, state.projection()))
                    .description("Records of a projected topic that are not yet applied here")
                    .tag("projection", state.projection().word())
                    .register(meters));
  }

  private static double lag(Projections projections, Projection projection) {
    return projections.states().stream()
        .filter(state -> state.projection() == projection)
        .mapToDouble(Projections.State::lag)
        .sum();
  }
}
