package io.iplive.benchmarks.process;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.Workplace;
import io.iplive.benchmarks.process.Programs.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A web server to be probed: one worker, a tiny answer, and a count of what it answered. */
public final class Nginx implements AutoCloseable {

  /** Of {@code stub_status}: connections accepted, handled, requests. */
  private static final Pattern REQUESTS = Pattern.compile("\\s*(\\d+) (\\d+) (\\d+)\\s*");

  private static final String REUSED = "r";

  private final Running process;
  private final Path prefix;
  private final int httpPort;
  private final int httpsPort;
  private final int statusPort;
  private final HttpClient client = HttpClient.newHttpClient();

  private Nginx(Running process, Path prefix, int httpPort, int httpsPort, int statusPort) {
    this.process = process;
    this.prefix = prefix;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
    this.statusPort = statusPort;
  }

  /**
   * Starts one.
   *
   * @param certificate null: no https
   */
  public static Nginx start(Programs programs, Path prefix, @Nullable TestCertificate certificate)
      throws IOException, InterruptedException {
    int http = Workplace.freePort();
    int https = Workplace.freePort();
    int status = Workplace.freePort();
    Path configuration = prefix.resolve("nginx.conf");
    Files.writeString(configuration, configuration(prefix, http, https, status, certificate));
    Files.writeString(handshakeLog(prefix), "");
    Running process =
        Running.start(
            prefix.resolve("output.log"),
            List.of(
                programs.path(Program.NGINX),
                "-p",
                prefix.toString(),
                "-c",
                configuration.toString(),
                "-e",
                prefix.resolve("error.log").toString()));
    process.awaitPort(status);
    return new Nginx(process, prefix, http, https, status);
  }

  private static String configuration(
      Path prefix, int http, int https, int status, @Nullable TestCertificate certificate) {
    String secure =
        certificate == null
            ? ""
            : """
            server {
              listen 127.0.0.1:%d ssl backlog=4096;
              ssl_certificate %s;
              ssl_certificate_key %s;
              ssl_session_cache off;
              ssl_session_tickets off;
              access_log %s handshakes buffer=64k flush=1s;
              location / { return 200 "ok\\n"; }
            }
            """
                .formatted(
                    https, certificate.certificate(), certificate.key(), handshakeLog(prefix));
    return """
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    events { worker_connections 8192; }
    http {
      log_format handshakes "$ssl_session_reused";
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:%d backlog=4096;
        location / { return 200 "ok\\n"; }
      }
      server {
        listen 127.0.0.1:%d;
        location / { stub_status; }
      }
      %s
    }
    """
        .formatted(http, status, secure);
  }

  private static Path handshakeLog(Path prefix) {
    return prefix.resolve("handshakes.log");
  }

  public long pid() {
    return process.pid();
  }

  public int httpPort() {
    return httpPort;
  }

  public int httpsPort() {
    return httpsPort;
  }

  /** Requests answered so far; asking is one of them. */
  public long requests() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(statusPort))).build();
    String status = client.send(request, BodyHandlers.ofString()).body();
    return status
        .lines()
        .map(REQUESTS::matcher)
        .filter(Matcher::matches)
        .mapToLong(matcher -> Long.parseLong(matcher.group(3)))
        .findFirst()
        .orElseThrow(() -> new Complaint("nginx did not tell its count but: " + status));
  }

  /** Answers over https so far, by whether their TLS session was resumed. */
  public Handshakes handshakes() throws IOException {
    try (Stream<String> lines = Files.lines(handshakeLog(prefix))) {
      List<String> all = lines.toList();
      long resumed = all.stream().filter(REUSED::equals).count();
      return new Handshakes(all.size() - resumed, resumed);
    }
  }

  /** How often the whole handshake was done, and how often a session was resumed. */
  public record Handshakes(long full, long resumed) {}

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
