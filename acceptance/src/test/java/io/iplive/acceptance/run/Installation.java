package io.iplive.acceptance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.run.Iplive.Result;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;

/** One data directory and what runs on it. */
public final class Installation implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final int port;
  private final int nodes;
  private final Thread endWithUs;

  /** Nothing is started yet. */
  public Installation(Path data, int nodes) throws IOException {
    this.data = data;
    this.port = Ports.free();
    this.nodes = nodes;
    endWithUs = Thread.ofPlatform().unstarted(() -> DataProcesses.kill(data));
    Runtime.getRuntime().addShutdownHook(endWithUs);
  }

  public Path data() {
    return data;
  }

  public int port() {
    return port;
  }

  /** A command on this data directory. */
  public Result iplive(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return Iplive.run(all.toArray(String[]::new));
  }

  /** {@code up -d}, which has to succeed. */
  public void up() throws IOException, InterruptedException {
    succeed(iplive("up", "-d", "--port", "" + port, "--nodes", "" + nodes));
  }

  public JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(iplive("status", "--json").out());
  }

  /** Of a part as {@code status --json} lists it. */
  public JsonNode part(String name) throws IOException, InterruptedException {
    for (JsonNode part : status().path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("No part %s in the status".formatted(name));
  }

  public void awaitHealthy(Duration patience) {
    Awaitility.await("every part is healthy")
        .atMost(patience)
        .pollInSameThread()
        .until(() -> status().path("healthy").asBoolean());
  }

  /** A secret that only this installation's operator can read. */
  public String secret(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader file = Files.newBufferedReader(data.resolve("secrets.properties"))) {
      secrets.load(file);
    }
    return secrets.getProperty(name);
  }

  /** {@code account add}. */
  public Panel account(String name, Optional<String> callback)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("account", "add", name, "--json"));
    callback.ifPresent(address -> command.addAll(List.of("--callback", address)));
    JsonNode account = JSON.readTree(succeed(iplive(command.toArray(String[]::new))).out());
    return new Panel(
        "http://127.0.0.1:" + port,
        name,
        account.path("token").asText(),
        account.path("callback_secret").asText());
  }

  /**
   * {@code contact add}: told of all that happens to monitors of the account made from now on.
   *
   * @return its secret
   */
  public String defaultContact(Panel panel, String address)
      throws IOException, InterruptedException {
    Result result =
        iplive(
            "contact",
            "add",
            "--account",
            panel.app(),
            "--type",
            "http",
            "--address",
            address,
            "--default",
            "--json");
    return JSON.readTree(succeed(result).out()).path("secret").asText();
  }

  /** A client of the broker as it is now; the caller closes it. */
  public Admin admin() throws IOException, InterruptedException {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokerAddress()));
  }

  public Kafka kafka() throws IOException, InterruptedException {
    return new Kafka(
        brokerAddress(),
        "http://127.0.0.1:%d/apis/ccompat/v7".formatted(part("registry").path("port").asInt()));
  }

  private String brokerAddress() throws IOException, InterruptedException {
    return "127.0.0.1:" + part("broker").path("port").asInt();
  }

  public static Result succeed(Result result) {
    if (result.exit() != 0) {
      throw new AssertionError(
          "%s ended with %d:%n%s%n%s"
              .formatted(result.command(), result.exit(), result.out(), result.err()));
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    try {
      iplive("down");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      DataProcesses.kill(data);
      Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
  }
}
