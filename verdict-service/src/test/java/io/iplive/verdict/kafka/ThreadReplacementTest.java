package io.iplive.verdict.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.iplive.schemas.HttpSchemaRegistry;
import io.iplive.schemas.RegistryServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class ThreadReplacementTest {

  private final ThreadReplacement threads = new ThreadReplacement(InstantSource.system());
  private final StreamsLiveness liveness = new StreamsLiveness(threads);

  @Test
  void aRefusedSchemaStopsTheClientAndTheProcessIsNoLongerAlive() throws IOException {
    assertThat(liveness.health().getStatus()).isEqualTo(Status.UP);
    assertThat(threads.handle(new StreamsException(refusal())))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(liveness.health().getStatus()).isEqualTo(Status.DOWN);
  }

  private static Throwable refusal() throws IOException {
    try (RegistryServer registry = new RegistryServer()) {
      registry.refuseWith(409);
      HttpSchemaRegistry client = new HttpSchemaRegistry(registry.address());
      return catchThrowable(
          () -> client.register("outages.v1-value", Schema.create(Schema.Type.STRING)));
    }
  }

  @Test
  void whateverElseDiesIsReplacedAndAliveMeanwhile() {
    assertThat(threads.handle(new StreamsException("away")))
        .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    threads.close();
    assertThat(threads.handle(new StreamsException("away")))
        .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(liveness.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void livenessAsksForIt() throws IOException {
    List<PropertySource<?>> settings =
        new YamlPropertySourceLoader()
            .load("verdict", new ClassPathResource("verdict-service.yml"));
    assertThat(settings.getFirst().getProperty("management.endpoint.health.group.liveness.include"))
        .hasToString("livenessState,living");
  }
}
