package io.iplive.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import io.iplive.images.Image;
import io.iplive.images.Layout;
import io.iplive.images.start.Ground;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The images that {@code ./iplive images} left, run with what the chart renders from
 * values-trial.yaml; broker, registry and database are those of {@code ./iplive up}.
 */
class ImagesIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NETWORK = "127.0.77.";

  /** Each at an address of its own, as pods are. */
  private static final List<String> SERVICES =
      List.of("gateway", "scheduler", "verdict", "notifier", "prober-one", "prober-two");

  private static final Map<Image, UnpackedImage> IMAGES = new EnumMap<>(Image.class);
  private static final Map<String, RunningPod> RUNNING = new LinkedHashMap<>();
  private static Path folder;
  private static Ground ground;
  private static Manifests manifests;

  @BeforeAll
  static void unpack() throws IOException, InterruptedException {
    assumeTrue(
        ProcessHandle.current().info().user().equals(Optional.of("root")),
        "Only root may enter another root file system: run ./iplive images --check as root.");
    Files.createDirectories(Path.of("target"));
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pods");
    Map<String, String> hosts = new LinkedHashMap<>();
    SERVICES.forEach(service -> hosts.put("iplive-" + service, address(service)));
    for (Image image : Image.values()) {
      Path tar = ROOT.resolve("images/target/images/%s-%s.tar".formatted(image.word(), version()));
      assertThat(tar).as("./iplive images makes it").exists();
      IMAGES.put(
          image, UnpackedImage.of(tar, folder.resolve("image-" + image.word())).withHosts(hosts));
    }
    ground = Ground.open(ROOT, folder.resolve("data"));
    manifests =
        new Chart.Variant(
                "trial, probing this machine",
                Chart.FOLDER.resolve("values-trial.yaml"),
                List.of("outbound.allowed[0]=127.0.0.0/8"))
            .render();
  }

  private static String version() throws IOException {
    return Files.readAllLines(Chart.FOLDER.resolve("Chart.yaml")).stream()
        .filter(line -> line.startsWith("appVersion: "))
        .map(line -> line.substring("appVersion: ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static String address(String service) {
    return NETWORK + (10 + SERVICES.indexOf(service));
  }

  @AfterAll
  static void end() throws IOException, InterruptedException {
    for (RunningPod pod : RUNNING.values().stream().toList().reversed()) {
      pod.close();
    }
    if (ground != null) {
      ground.close();
    }
  }

  @Test
  void whatTheChartConfiguresRunsAndDoesTheMainJob() throws IOException, InterruptedException {
    for (String job : List.of("topics", "migrate-gateway", "migrate-notifier")) {
      program(job).succeeds();
    }
    for (String service : SERVICES) {
      RUNNING.put(service, service(service));
    }
    for (String service : SERVICES) {
      RunningPod pod = Objects.requireNonNull(RUNNING.get(service));
      Duration took = pod.awaitReady(container(service));
      System.out.printf(
          "images: %s ready after %d ms, beside five others%n", service, took.toMillis());
    }
    program("test").succeeds();

    String gateway = "http://" + address("gateway") + ":6003";
    try (Customer customer = new Customer(gateway)) {
      customer.watch(operatorToken());
      await("rounds are told", () -> customer.rounds().size() >= 2);
      customer.answerWith(500);
      await("the outage is told", () -> told(customer, "status=500"));
      customer.answerWith(200);
      await("its end is told", () -> told(customer, "status=200"));
      assertThat(customer.notices()).hasSize(2);
    }

    healthAndMetricsAreApartFromTheApi();
    theNodeAndTheToolsRun(gateway);
  }

  private static void healthAndMetricsAreApartFromTheApi()
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String service : SERVICES) {
        URI management =
            URI.create("http://%s:%d/".formatted(address(service), Layout.MANAGEMENT_PORT));
        String name = service.replaceAll("-.*", "");
        assertThat(body(client, management.resolve("actuator/prometheus")))
            .contains("\niplive_deadletters_total", "\niplive_%s_".formatted(name));
        assertThat(body(client, management.resolve("actuator/health"))).contains("\"UP\"");
      }
      URI api = URI.create("http://%s:6003/actuator/prometheus".formatted(address("gateway")));
      assertThat(body(client, api)).doesNotContain("iplive_");
    }
  }

  private static String body(HttpClient client, URI address)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private static boolean told(Customer customer, String what) {
    return customer.notices().stream().anyMatch(notice -> notice.contains(what));
  }

  private static void theNodeAndTheToolsRun(String gateway)
      throws IOException, InterruptedException {
    Map<String, String> service = environment("gateway", container("gateway"));
    try (RunningPod node =
        RunningPod.start(
            "node",
            "127.0.0.1",
            image(Image.NODE),
            image(Image.NODE).entryPoint(),
            Map.of(
                "IPLIVE_NODE_GATEWAY",
                gateway,
                "IPLIVE_NODE_IP",
                "127.0.0.3",
                "IPLIVE_NODE_PASSWD",
                String.valueOf(service.get("IPLIVE_ENROLMENT_SECRET"))),
            folder)) {
      node.program().awaitSaid("Connected");
    }
    for (List<String> tool :
        List.of(
            List.of("topics"),
            List.of("ready", gateway + "/nodes.txt"),
            List.of("dlt", "list"),
            List.of("replay", "--from", "2026-01-01T00:00:00Z", "--to", "2126-01-01T00:00:00Z"))) {
      List<String> command = new ArrayList<>(image(Image.TOOLS).entryPoint());
      command.addAll(tool);
      Map<String, String> environment = new HashMap<>(environment("topics", container("topics")));
      environment.remove("JDK_JAVA_OPTIONS");
      RunningPod.start(
              "tools-" + tool.getFirst(),
              "127.0.0.1",
              image(Image.TOOLS),
              command,
              environment,
              folder)
          .succeeds();
    }
    assertThat(folder.resolve("tools-replay.log")).content().contains("The same: ");
  }

  private static UnpackedImage image(Image image) {
    return Objects.requireNonNull(IMAGES.get(image));
  }

  /** The container of a service, or of a node's prober. */
  private static Container container(String service) {
    String pod = service.startsWith("prober-") ? "Deployment iplive-" + service : null;
    return pod == null
        ? manifests.container(service)
        : Objects.requireNonNull(manifests.pods().get(pod)).getContainers().getFirst();
  }

  private static RunningPod service(String name) throws IOException {
    Container container = container(name);
    Map<String, String> environment = environment(name, container);
    environment.put("SERVER_ADDRESS", address(name));
    if (environment.containsKey("MANAGEMENT_SERVER_PORT")) {
      environment.put("MANAGEMENT_SERVER_ADDRESS", address(name));
    }
    Quantity memory = Objects.requireNonNull(container.getResources().getLimits().get("memory"));
    long limit = memory.getNumericalAmount().longValue();
    // What the JVM finds for itself within a pod's limits; and a cache that does not fit ends it.
    environment.merge(
        "JDK_JAVA_OPTIONS",
        " -XX:+UseSerialGC -XX:MaxRAM=%d -XX:AOTMode=on".formatted(limit),
        String::concat);
    return start(name, container, environment);
  }

  private static RunningPod program(String name) throws IOException {
    Container container = container(name);
    return start(name, container, environment(name, container));
  }

  private static RunningPod start(String name, Container container, Map<String, String> environment)
      throws IOException {
    UnpackedImage image = image(ImagesTest.image(container).orElseThrow());
    return RunningPod.start(
        name,
        SERVICES.contains(name) ? address(name) : "127.0.0.1",
        image,
        RunningPod.command(container, image),
        environment,
        folder);
  }

  /**
   * As the chart renders it; only what is bundled stands at another address and has its own
   * password.
   */
  private static Map<String, String> environment(String name, Container container) {
    Map<String, String> environment = new HashMap<>();
    Environment.of(container)
        .forEach((variable, value) ->
            environment.put(
                variable,
                value
                    .toString()
                    .replace("iplive-kafka:9092", ground.address("broker"))
                    .replace("iplive-registry:8080", ground.address("registry"))
                    .replace("iplive-postgresql:5432", ground.address("postgres"))));
    environment.computeIfPresent("SPRING_DATASOURCE_USERNAME", (_, _) -> Ground.DATABASE_OWNER);
    environment.computeIfPresent("SPRING_DATASOURCE_PASSWORD", (_, _) -> ground.databasePassword());
    for (String variable : List.of("IPLIVE_INSTANCE_ID", "IPLIVE_PROBER_INSTANCE_ID")) {
      environment.computeIfPresent(variable, (_, _) -> "iplive-" + name + "-0");
    }
    return environment;
  }

  private static String operatorToken() {
    return String.valueOf(
        environment("gateway", container("gateway")).get("IPLIVE_OPERATOR_TOKEN"));
  }

  private static void await(String what, BooleanSupplier condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInSameThread().until(condition::getAsBoolean);
  }
}
