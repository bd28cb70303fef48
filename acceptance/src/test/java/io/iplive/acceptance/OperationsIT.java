package io.iplive.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.acceptance.run.DataProcesses;
import io.iplive.acceptance.run.Installation;
import io.iplive.acceptance.run.Iplive;
import io.iplive.acceptance.run.Iplive.Result;
import io.iplive.acceptance.run.Ports;
import io.iplive.acceptance.site.ScriptedTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** What an operator sees of one installation with two nodes, from its first start to its end. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class OperationsIT {

  private static final List<String> PARTS =
      List.of(
          "postgres",
          "broker",
          "registry",
          "services",
          "gateway",
          "scheduler",
          "verdict",
          "notifier",
          "prober-1",
          "prober-2");

  private final Path folder = Stage.folder("operations");
  private final Installation installation = new Installation(folder.resolve("data"), 2);
  private final ScriptedTarget target = new ScriptedTarget();

  OperationsIT() throws IOException {}

  @BeforeAll
  void start() throws IOException, InterruptedException {
    installation.up();
  }

  @AfterAll
  void end() throws IOException {
    try (target) {
      installation.close();
    }
  }

  @Test
  @Order(1)
  void aPortInUseIsNamedWithItsOwner() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path data = folder.resolve("port");
      Result result =
          Iplive.run("up", "-d", "--data", data.toString(), "--port", "" + taken.getLocalPort());
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err())
          .contains(
              "Port %d is in use by process %d (java)"
                  .formatted(taken.getLocalPort(), ProcessHandle.current().pid()))
          .contains("name another port with --port");
      assertThat(DataProcesses.described(data)).isEmpty();
    }
  }

  @Test
  @Order(1)
  void aPortOfAnotherInstallationIsNamedAsThat() throws IOException, InterruptedException {
    Result result =
        Iplive.run(
            "up",
            "-d",
            "--data",
            folder.resolve("second").toString(),
            "--port",
            "" + installation.port());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("the iplive of data directory " + installation.data());
  }

  @Test
  @Order(1)
  void aDamagedDataDirectoryIsNamedWithTheRemedy() throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("damaged"));
    Path secrets = Files.writeString(data.resolve("secrets.properties"), "operator.token=x\n");
    Result result = Iplive.run("up", "-d", "--data", data.toString(), "--port", "" + Ports.free());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains(secrets + " is damaged")
        .contains("put it back from a copy, or begin afresh with another --data directory");
    assertThat(DataProcesses.described(data)).isEmpty();
  }

  @Test
  @Order(1)
  void aServiceThatDoesNotStartIsNamedWithThePlaceOfItsLog()
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("refused"));
    Files.writeString(data.resolve("services.properties"), "gateway.iplive.trusted-proxies=x\n");
    Result result =
        Iplive.run(
            "up",
            "-d",
            "--data",
            data.toString(),
            "--port",
            "" + Ports.free(),
            "--only",
            "gateway");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("The gateway did not start (")
        .contains("Its log is %s.".formatted(data.resolve("logs").resolve("gateway.log")));
    assertThat(data.resolve("logs").resolve("gateway.log")).content().contains("trusted-proxies");
    assertThat(DataProcesses.described(data)).isEmpty();
  }

  @Test
  @Order(1)
  void ofTwoUpsAtOneMomentTheSecondJoinsTheFirst() throws Exception {
    try (Installation bare = new Installation(folder.resolve("twice"), 1);
        ExecutorService two = Executors.newFixedThreadPool(2)) {
      CountDownLatch go = new CountDownLatch(1);
      Callable<Result> up =
          () -> {
            go.await();
            return bare.iplive("up", "-d", "--port", "" + bare.port(), "--only", "none");
          };
      List<Future<Result>> both = List.of(two.submit(up), two.submit(up));
      go.countDown();
      List<Result> results = List.of(both.getFirst().get(), both.getLast().get());
      assertThat(results).allMatch(result -> result.exit() == 0);
      assertThat(results.stream().filter(result -> result.out().contains("iplive is up after")))
          .hasSize(1);
      assertThat(
              results.stream().filter(result -> result.out().contains("iplive is already running")))
          .hasSize(1);
    }
  }

  @Test
  @Order(1)
  void aSecondUpSaysThatItRuns() throws IOException, InterruptedException {
    long services = installation.part("services").path("pid").asLong();
    Result again = installation.iplive("up", "-d");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out())
        .contains(
            "iplive is already running: http://127.0.0.1:%d (process %d"
                .formatted(installation.port(), services));
    assertThat(installation.part("services").path("pid").asLong()).isEqualTo(services);
  }

  @Test
  @Order(1)
  void statusShowsEveryPart() throws IOException, InterruptedException {
    JsonNode status = installation.status();
    assertThat(status.path("healthy").asBoolean()).as(status.toString()).isTrue();
    assertThat(status.path("address").asText())
        .isEqualTo("http://127.0.0.1:" + installation.port());
    assertThat(status.path("nodes").asInt()).isEqualTo(2);
    assertThat(status.path("stale_monitors").isIntegralNumber()).isTrue();
    assertThat(status.path("parts"))
        .extracting(part -> part.path("name").asText())
        .containsExactlyElementsOf(PARTS);
    for (JsonNode part : status.path("parts")) {
      assertThat(part.path("health").asText()).as(part.toString()).isEqualTo("up");
      assertThat(ProcessHandle.of(part.path("pid").asLong())).as(part.toString()).isPresent();
      if (part.path("port").isNumber()) {
        assertThat(Ports.taken(part.path("port").asInt())).as(part.toString()).isTrue();
      }
    }
    assertThat(parts(status).stream().filter(part -> part.path("rss_mb").isNumber()))
        .extracting(part -> part.path("name").asText())
        .containsExactly("postgres", "broker", "registry", "services");
  }

  @Test
  @Order(2)
  void aNodeWhoseTopicIsLostDelaysNoRoundOfTheOther()
      throws IOException, InterruptedException, ExecutionException {
    new LostTopicStory(installation, target).play();
  }

  @Test
  @Order(3)
  void anOperatorFindsWhatIsWrongAndPutsItRight()
      throws IOException, InterruptedException, ExecutionException {
    new OperatorStory(installation, target).play();
  }

  @Test
  @Order(4)
  void whatTheGuideTellsToWatchIsServed() throws IOException, InterruptedException {
    new WatchStory(installation).play();
  }

  @Test
  @Order(5)
  void aNewcomerSeesTheDemoReadsLogsAndBreaksNothingForGood()
      throws IOException, InterruptedException {
    new NewcomerStory(installation).play();
  }

  @Test
  @Order(6)
  void downLeavesNoProcess() throws IOException, InterruptedException {
    List<Integer> ports =
        parts(installation.status()).stream()
            .map(part -> part.path("port"))
            .filter(JsonNode::isNumber)
            .map(JsonNode::asInt)
            .toList();
    Result down = Installation.succeed(installation.iplive("down"));
    assertThat(down.out()).contains("iplive is stopped.");
    assertThat(DataProcesses.described(installation.data())).isEmpty();
    assertThat(ports).noneMatch(Ports::taken);
    Result status = installation.iplive("status");
    assertThat(status.exit()).isNotZero();
    assertThat(status.out()).contains("iplive is not running in " + installation.data());
  }

  private static List<JsonNode> parts(JsonNode status) {
    return StreamSupport.stream(status.path("parts").spliterator(), false).toList();
  }
}
