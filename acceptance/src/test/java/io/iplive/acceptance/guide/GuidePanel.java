package io.iplive.acceptance.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.acceptance.run.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * {@code docs/panel/} as a panel of its own: its scripts under {@code php -S}, its tables in
 * SQLite.
 */
public final class GuidePanel implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GUIDE = Path.of("..", "docs", "panel");

  private final Path folder;
  private final int port;
  private final Process server;

  /** Serves a copy of the guide's files from {@code folder}. */
  public GuidePanel(Path folder) throws IOException {
    this.folder = folder;
    this.port = Ports.free();
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(GUIDE)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (InputStream shell = GuidePanel.class.getResourceAsStream("/panel/shell.php")) {
      Files.copy(Objects.requireNonNull(shell), folder.resolve("shell.php"));
    }
    server =
        new ProcessBuilder("php", "-S", "127.0.0.1:" + port, "-t", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    Awaitility.await("php listens")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Ports.taken(port));
  }

  public String outageAddress() {
    return "http://127.0.0.1:" + port + "/outage.php";
  }

  public String callbackAddress() {
    return "http://127.0.0.1:" + port + "/callback.php";
  }

  /** Writes the panel's config.php and makes its tables. */
  public void configure(String api, JsonNode account, List<String> contactSecrets)
      throws IOException, InterruptedException {
    write(api, account, contactSecrets);
    step("tables", Map.of());
  }

  /** Writes the panel's config.php. */
  public void write(String api, JsonNode account, List<String> contactSecrets) throws IOException {
    String config =
        """
        <?php
        return array(
            'dsn' => 'sqlite:%s',
            'db_user' => null,
            'db_password' => null,
            'api' => '%s',
            'api_user' => '%s',
            'api_password' => '%s',
            'contact_secrets' => array('%s'),
            'callback_secrets' => array('%s'),
        );
        """
            .formatted(
                folder.resolve("panel.sqlite"),
                api,
                account.path("user").asText(),
                account.path("password").asText(),
                String.join("', '", contactSecrets),
                account.path("callback_secret").asText());
    Files.writeString(folder.resolve("config.php"), config);
  }

  /** A step of shell.php, with its answer. */
  public JsonNode step(String name, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("shell.log");
    Process php =
        new ProcessBuilder(
                List.of(
                    "php",
                    folder.resolve("shell.php").toString(),
                    name,
                    JSON.writeValueAsString(arguments)))
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    byte[] answer = php.getInputStream().readAllBytes();
    if (!php.waitFor(30, TimeUnit.SECONDS) || php.exitValue() != 0) {
      php.destroyForcibly();
      throw new AssertionError(
          "shell.php %s failed: %s %s"
              .formatted(name, new String(answer, UTF_8), Files.readString(errors)));
    }
    return JSON.readTree(answer);
  }

  public JsonNode rows(String table) throws IOException, InterruptedException {
    return step("rows", Map.of("table", table));
  }

  /** Whether this PHP has what the guide's files need. */
  public static boolean possible() throws InterruptedException {
    try {
      Process php =
          new ProcessBuilder(
                  "php",
                  "-r",
                  "exit(extension_loaded('curl') && extension_loaded('pdo_sqlite') ? 0 : 1);")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return php.waitFor(10, TimeUnit.SECONDS) && php.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    server.destroy();
  }
}
