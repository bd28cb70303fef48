package io.iplive.benchmarks.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.benchmarks.Checkout;
import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A whole iplive of our own, run by {@code ./iplive} in a data directory of its own. */
public final class LocalRun implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TELLING_LINES = 10;

  private final Path folder;
  private final int port;

  private LocalRun(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** One that is not started yet. */
  public static LocalRun in(Path folder, int port) {
    return new LocalRun(folder, port);
  }

  /** Starts it; returns, when it is healthy, how long that took. */
  public Duration up() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    succeed("up", "-d", "--port", Integer.toString(port));
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What {@code status --json} says. */
  public JsonNode status() throws IOException, InterruptedException {
    return json(succeed("status", "--json"));
  }

  /** Makes an account; the answer has its app's name and token. */
  public JsonNode addAccount(String name, String callback)
      throws IOException, InterruptedException {
    return json(succeed("account", "add", name, "--callback", callback, "--json"));
  }

  /** A command that has to succeed. */
  public void command(String... arguments) throws IOException, InterruptedException {
    succeed(arguments);
  }

  /** One of the installation's own secrets. */
  public String secret(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader file = Files.newBufferedReader(folder.resolve("data/secrets.properties"))) {
      secrets.load(file);
    }
    return secrets.getProperty(name);
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Memory of all its processes, in megabytes. */
  public static double residentMegabytes(JsonNode status) {
    return status.path("total_rss_mb").asDouble();
  }

  private JsonNode json(String text) {
    String last = text.lines().reduce("", (_, line) -> line);
    try {
      return JSON.readTree(last);
    } catch (JsonProcessingException e) {
      throw new Complaint("./iplive did not answer with JSON but: " + text, e);
    }
  }

  private String succeed(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("iplive-%s.log".formatted(arguments[0]));
    int code = run(output, arguments);
    String said = Files.readString(output);
    if (code != 0) {
      List<String> lines = said.lines().toList();
      throw new Complaint(
          "./iplive %s failed (%d):\n%s"
              .formatted(
                  arguments[0],
                  code,
                  String.join(
                      "\n",
                      lines.subList(Math.max(0, lines.size() - TELLING_LINES), lines.size()))));
    }
    return said;
  }

  private int run(Path output, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Checkout.script().toString());
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }

  /** Stops it, whether it came up or not, even while we are being stopped ourselves. */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      int code = run(folder.resolve("iplive-down.log"), "down");
      if (code != 0) {
        throw new IOException("./iplive down failed in " + folder);
      }
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
