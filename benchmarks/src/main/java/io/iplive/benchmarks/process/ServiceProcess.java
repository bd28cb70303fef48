package io.iplive.benchmarks.process;

import io.iplive.benchmarks.Checkout;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service in a process of its own, with the jars and the Java options of the local run but for
 * its heap, and without class caches.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int HEALTHY = 200;

  private final Running process;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(Running process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one; returns before it is ready.
   *
   * @param folder of its state and its output
   * @param main class with its {@code main}
   * @param megabytes of heap
   * @param settings as on a command line
   */
  public static ServiceProcess start(Path folder, String main, int megabytes, List<String> settings)
      throws IOException {
    int port = Workplace.freePort();
    Path services = Checkout.script().resolveSibling("local/target/dist/services");
    Stream<String> command =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms" + megabytes + "m",
            "-Xmx" + megabytes + "m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            services + "/*",
            main,
            "--server.port=" + port,
            "--iplive.state-dir=" + folder.resolve("state"));
    return new ServiceProcess(
        Running.start(
            folder.resolve("output.log"), Stream.concat(command, settings.stream()).toList()),
        port);
  }

  public long pid() {
    return process.pid();
  }

  /** Returns when it says that it works. */
  public ServiceProcess awaitHealthy() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!healthy()) {
      if (System.nanoTime() > deadline) {
        throw new Complaint("the service does not become healthy: " + process.log());
      }
      Thread.sleep(STEP);
    }
    return this;
  }

  private boolean healthy() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/actuator/health".formatted(port)))
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == HEALTHY;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.close();
  }
}
