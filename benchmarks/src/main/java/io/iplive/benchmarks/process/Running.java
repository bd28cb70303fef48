package io.iplive.benchmarks.process;

import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was started here and is ended here. */
public final class Running implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long STEP_MILLIS = 20;
  private static final long END_SECONDS = 5;

  private final Process process;
  private final Path log;

  private Running(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; all it says goes to the log. */
  public static Running start(Path log, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Running(process, log);
  }

  public long pid() {
    return process.pid();
  }

  /** Where all it says is. */
  public Path log() {
    return log;
  }

  /** Returns when it listens on loopback. */
  public Running awaitPort(int port) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!accepts(port)) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new Complaint(
            "%s does not listen at port %d: %s"
                .formatted(
                    process.info().command().orElse("a process"), port, Files.readString(log)));
      }
      Thread.sleep(STEP_MILLIS);
    }
    return this;
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Asks it to end, and makes it. */
  @Override
  public void close() {
    process.destroy();
    boolean ended = false;
    try {
      ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
