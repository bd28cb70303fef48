package io.iplive.prober.net;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's blackbox_exporter, started here and ended here. */
final class BlackboxExporter implements AutoCloseable {

  private static final String COMMAND = "prometheus-blackbox-exporter";

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private BlackboxExporter(Process process, int port) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port + "/probe");
  }

  /** Where it is; empty: it is not installed. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, COMMAND))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static BlackboxExporter start(Path folder, String configuration)
      throws IOException, InterruptedException {
    Path file = folder.resolve("blackbox.yml");
    Files.writeString(file, configuration);
    int port = TargetServer.closedPort();
    Process process =
        new ProcessBuilder(
                List.of(
                    installed().orElseThrow().toString(),
                    "--config.file=" + file,
                    "--web.listen-address=127.0.0.1:" + port,
                    "--log.level=error"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("blackbox.log").toFile())
            .start();
    BlackboxExporter exporter = new BlackboxExporter(process, port);
    while (!listens(port)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(Files.readString(folder.resolve("blackbox.log")));
      }
    }
    return exporter;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a module finds a target good. */
  boolean finds(String module, String target) throws IOException, InterruptedException {
    String query =
        "?module=%s&target=%s".formatted(module, URLEncoder.encode(target, StandardCharsets.UTF_8));
    String answer =
        client
            .send(
                HttpRequest.newBuilder(URI.create(address + query)).build(),
                BodyHandlers.ofString())
            .body();
    if (answer.lines().noneMatch(line -> line.startsWith("probe_success "))) {
      throw new AssertionError(answer);
    }
    return answer.lines().anyMatch("probe_success 1"::equals);
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
