package io.iplive.benchmarks.prober;

import io.iplive.benchmarks.Complaint;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Our engine in a JVM of its own, told what to do by {@link ProbeLoop}'s commands. */
final class EngineProcess implements AutoCloseable {

  static final int CONCURRENCY = 64;

  private static final long END_SECONDS = 5;

  private final Process process;
  private final Path log;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private EngineProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.commands = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Starts it with the options the local run gives its services. */
  static EngineProcess start(Path folder, int loops, Path root) throws IOException {
    Path log = folder.resolve("engine.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx384m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProbeLoop.class.getName(),
                    Integer.toString(loops),
                    Integer.toString(CONCURRENCY),
                    root.toString()))
            .redirectError(log.toFile())
            .start();
    return new EngineProcess(process, log);
  }

  /** Probes of that protocol, without a pause. */
  Candidate probing(String protocol, int port) {
    return new Candidate() {
      @Override
      public String name() {
        return "iplive, " + protocol;
      }

      @Override
      public Load begin() throws IOException {
        ask("run %s %d".formatted(protocol, port));
        return new Load() {
          @Override
          public long pid() {
            return process.pid();
          }

          @Override
          public void close() throws IOException {
            ask("rest");
          }
        };
      }
    };
  }

  /** Complains unless every probe so far found its target up. */
  void requireSuccess() throws IOException {
    String[] counts = ask("count").split(" ", 3);
    if (!"0".equals(counts[1])) {
      throw new Complaint(
          "%s of our probes failed, %s succeeded: %s".formatted(counts[1], counts[0], counts[2]));
    }
  }

  private String ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new Complaint("our engine's process ended: " + Files.readString(log));
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    boolean ended = false;
    try {
      ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.destroyForcibly();
    }
  }
}
