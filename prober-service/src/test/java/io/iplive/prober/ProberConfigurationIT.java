package io.iplive.prober;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.iplive.prober.kafka.KafkaWorld;
import io.iplive.schemas.prober.Judgement;
import io.iplive.schemas.prober.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ProberConfigurationIT {

  private static KafkaWorld world;

  @BeforeAll
  static void open() throws IOException, ExecutionException, InterruptedException {
    world = KafkaWorld.shared();
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
  }

  @AfterAll
  static void close() {
    Awaitility.reset();
  }

  @Test
  void twoNodesInOneProcessProbeEachByItsOwnSettings()
      throws IOException, ExecutionException, InterruptedException {
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    target.start();
    int port = target.getAddress().getPort();
    world.enrol(101);
    world.enrol(102);
    try (ConfigurableApplicationContext open = start(101, "--iplive.outbound.allowed=127.0.0.0/8");
        ConfigurableApplicationContext strict = start(102)) {
      await().until(() -> health(open).statusCode() == 200);
      await().until(() -> health(strict).statusCode() == 200);
      assertThat(health(open).body()).contains("\"assignedPartitions\":[0,1,2,3,4,5]");

      world.send(world.job(101, 11, "127.0.0.1", port));
      world.send(world.job(102, 12, "127.0.0.1", port));

      await().until(() -> !world.results(101).isEmpty() && !world.results(102).isEmpty());
      ProbeResult up = world.results(101).getFirst();
      assertThat(up.getJudgement()).isEqualTo(Judgement.UP);
      assertThat(up.getStatusCode()).isEqualTo(200);
      assertThat(up.getPhases().getConnectMicros()).isNotNegative();
      assertThat(up.getStartedAt()).isAfterOrEqualTo(up.getDueAt());
      ProbeResult refused = world.results(102).getFirst();
      assertThat(refused.getJudgement()).isEqualTo(Judgement.NOT_RUN);
      assertThat(refused.getFailureCode()).isEqualTo(2090);
      assertThat(metric(open)).contains("iplive.prober.lateness").contains("iplive.prober.probes");
    } finally {
      target.stop(0);
    }
  }

  @Test
  void aWrongSettingIsNamedWithItsValueAndWhatIsAllowed() {
    assertThatThrownBy(() -> start(0))
        .hasStackTraceContaining("iplive.prober.node-id is '0', allowed is");
    assertThatThrownBy(() -> start(3, "--iplive.outbound.allowed=everything"))
        .hasStackTraceContaining("'everything' is not a network");
  }

  private static ConfigurableApplicationContext start(long nodeId, String... more) {
    String[] settings = {
      "--server.port=0",
      "--spring.kafka.bootstrap-servers=" + world.servers(),
      "--iplive.registry.url=" + world.registry().address(),
      "--iplive.secrets.current=k1",
      "--iplive.secrets.keys.k1=" + KafkaWorld.KEY,
      "--iplive.prober.node-id=" + nodeId,
      "--iplive.prober.drain=200ms"
    };
    String[] all = Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return new SpringApplicationBuilder(ProberConfiguration.class)
        .properties("spring.config.name=prober-service")
        .run(all);
  }

  private static HttpResponse<String> health(ConfigurableApplicationContext context)
      throws IOException, InterruptedException {
    return get(context, "/actuator/health");
  }

  private static String metric(ConfigurableApplicationContext context)
      throws IOException, InterruptedException {
    return get(context, "/actuator/metrics").body();
  }

  private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
      throws IOException, InterruptedException {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
