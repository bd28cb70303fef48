package io.iplive.images.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.iplive.images.Complaint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program of an image while it runs on this machine. */
public final class Program implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long STEP_MILLIS = 20;
  private static final long END_MINUTES = 10;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final long begun = System.nanoTime();

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it with nothing in its environment but what is given; what it says goes to the log. */
  public static Program start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Program(builder.start(), log);
  }

  /** Returns, when an address answers 200, how long after the start that was. */
  public Duration awaitOk(URI address) throws IOException, InterruptedException {
    while (!isOk(address)) {
      onWith("does not answer at " + address);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Returns when it has said something. */
  public void awaitSaid(String text) throws IOException, InterruptedException {
    while (!Files.readString(log, UTF_8).contains(text)) {
      onWith("does not say '" + text + "'");
    }
  }

  private void onWith(String amiss) throws InterruptedException {
    boolean late = System.nanoTime() - begun > PATIENCE.toNanos();
    if (late || !process.isAlive()) {
      throw new Complaint("A program %s: %s says why.".formatted(late ? amiss : "ended", log));
    }
    Thread.sleep(STEP_MILLIS);
  }

  private static boolean isOk(URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  /** Memory that it holds, in megabytes. */
  public double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow(() -> new Complaint("A program ended: %s says why.".formatted(log)));
  }

  public void stop() {
    process.destroy();
  }

  /** Waits for the end. */
  public int exitCode() {
    try {
      return process.onExit().orTimeout(END_MINUTES, TimeUnit.MINUTES).join().exitValue();
    } catch (CompletionException e) {
      process.destroyForcibly();
      throw new Complaint("A program does not end: %s says why.".formatted(log), e);
    }
  }

  @Override
  public void close() {
    stop();
    exitCode();
  }
}
