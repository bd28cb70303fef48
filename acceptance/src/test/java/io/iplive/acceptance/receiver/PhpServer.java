package io.iplive.acceptance.receiver;

import io.iplive.acceptance.run.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;

/** {@code php -S} with one script for every path; it answers one call after the other. */
final class PhpServer implements AutoCloseable {

  private final int port;
  private final Process php;
  private final Thread endWithUs;

  /**
   * Starts it; script and log are in the folder, which the script knows as RECEIVER_FOLDER.
   *
   * @param script a resource
   */
  PhpServer(Path folder, String script) throws IOException {
    port = Ports.free();
    Files.createDirectories(folder);
    try (InputStream source = PhpServer.class.getResourceAsStream("/" + script)) {
      Files.copy(
          Objects.requireNonNull(source),
          folder.resolve("receiver.php"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder =
        new ProcessBuilder("php", "-S", "127.0.0.1:" + port, "receiver.php")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("php.log").toFile());
    builder.environment().put("RECEIVER_FOLDER", folder.toString());
    php = builder.start();
    endWithUs = Thread.ofPlatform().unstarted(php::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(endWithUs);
    Awaitility.await("php listens")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Ports.taken(port));
  }

  /** Its address without a path. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    php.destroyForcibly().onExit().join();
    Runtime.getRuntime().removeShutdownHook(endWithUs);
  }
}
