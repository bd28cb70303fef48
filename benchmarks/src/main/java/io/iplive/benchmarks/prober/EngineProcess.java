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
  static EngineProcess start(Path folder, int loops, Path root, String heap) throws IOException {
    Path log = folder.resolve("engine-%s.log".formatted(heap));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx" + heap,
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

  long pid() {
    return process.pid();
  }

  /** Probes that found their target up so far. */
  long succeeded() throws IOException {
    return Long.parseLong(ask("count").split(" ", 3)[0]);
  }

  /** Starts probes that hang; complains unless all of them have their connection. */
  void hold(int probes, HangingTargets targets) throws IOException {
    String answer = ask("hold %d %s".formatted(probes, targets.ports()));
    if (Integer.parseInt(answer.split(" ", 2)[0]) < probes) {
      throw new Complaint("of %d hanging probes only these hang: %s".formatted(probes, answer));
    }
  }

  /**
   * What the process holds.
   *
   * @param heap bytes that live in it
   * @param buffers bytes outside
   * @param allocated bytes since its start
   * @param files open
   */
  record Memory(long heap, long buffers, long allocated, long files) {}

  Memory memory() throws IOException {
    String[] numbers = ask("memory").split(" ", -1);
    return new Memory(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
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
