package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import io.iplive.benchmarks.process.Running;
import io.iplive.benchmarks.process.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prometheus' blackbox_exporter, asked for probes by wrk, as Prometheus itself would ask. */
final class Blackbox implements AutoCloseable {

  private static final int CONNECTIONS = 32;

  private final Programs programs;
  private final Path folder;
  private final Running process;
  private final int port;

  private Blackbox(Programs programs, Path folder, Running process, int port) {
    this.programs = programs;
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Starts it; certificates are checked against the one root given. */
  static Blackbox start(Programs programs, Path folder, Path root)
      throws IOException, InterruptedException {
    int port = Workplace.freePort();
    Path configuration = folder.resolve("blackbox.yml");
    Files.writeString(
        configuration,
        """
        modules:
          http:
            prober: http
            timeout: 3s
            http: { preferred_ip_protocol: ip4 }
          https:
            prober: http
            timeout: 3s
            http:
              preferred_ip_protocol: ip4
              fail_if_not_ssl: true
              headers: { Host: %s }
              tls_config: { ca_file: %s, server_name: %s }
        """
            .formatted(TestCertificate.HOST, root, TestCertificate.HOST));
    Running process =
        Running.start(
            folder.resolve("blackbox.log"),
            List.of(
                programs.path(Program.BLACKBOX),
                "--config.file=" + configuration,
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=error"));
    process.awaitPort(port);
    return new Blackbox(programs, folder, process, port);
  }

  /** The module of that name on an address, tried once. */
  Candidate probing(String module, String target) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:%d/probe?module=%s&target=%s".formatted(port, module, target);
    requireSuccess(url);
    Wrk wrk = new Wrk(programs, folder, "wrk", url, CONNECTIONS);
    return new Candidate() {
      @Override
      public String name() {
        return "blackbox_exporter, " + module;
      }

      @Override
      public Load begin() throws IOException {
        Running asking = wrk.run();
        return new Load() {
          @Override
          public long pid() {
            return process.pid();
          }

          @Override
          public void close() {
            asking.close();
          }
        };
      }
    };
  }

  private static void requireSuccess(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String answer =
          client
              .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
              .body();
      if (answer.lines().noneMatch("probe_success 1"::equals)) {
        throw new Complaint("blackbox_exporter's probe fails: " + answer);
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
