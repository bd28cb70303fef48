package io.iplive.verdict.kafka;

import io.iplive.verdict.VerdictMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The service as it is run, in a process of its own that can be killed without warning. */
final class VerdictProcess implements AutoCloseable {

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private VerdictProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static VerdictProcess start(String brokers, String registry, Path directory) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            VerdictMain.class.getName(),
            "--server.port=" + port,
            "--spring.kafka.bootstrap-servers=" + brokers,
            "--iplive.registry.url=" + registry,
            "--iplive.state-dir=" + directory.resolve("state"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("verdict.log").toFile()))
            .start();
    return new VerdictProcess(process, URI.create("http://127.0.0.1:" + port));
  }

  /** Whether the service says that it works. */
  boolean healthy() {
    try {
      return get("/actuator/health").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String metric(String name) throws IOException {
    return get("/actuator/metrics/" + name).body();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  private HttpResponse<String> get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(2)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
