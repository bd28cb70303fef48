package io.iplive.local.instance;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of one installation, found by their command lines: the process table cannot be
 * stale, whoever was killed.
 */
public final class Processes {

  /** The part name of the process that supervises the others and holds the services. */
  public static final String SERVICES = "services";

  /** In which a JVM hands arguments, and paths in them, to a process. */
  private static final Charset ARGUMENTS =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private static final String DATA = "-Diplive.data=";
  private static final String PART = "-Diplive.part=";
  private static final String BUILD = " -Diplive.build=";

  /**
   * A process of the installation.
   *
   * @param part which part it is
   * @param build stamp of the jars it was started from; empty for PostgreSQL
   */
  public record Found(String part, String build, ProcessHandle handle) {
    public long pid() {
      return handle.pid();
    }
  }

  /** What a command line says. */
  record Marks(String part, String build) {}

  private Processes() {}

  /** The first arguments of every JVM of an installation; they make it findable. */
  public static List<String> marks(DataDirectory data, String part, String build) {
    return List.of(PART + part, DATA + data.path(), BUILD.strip() + build);
  }

  /** All that run now, this process excepted. */
  public static List<Found> of(DataDirectory data) {
    long self = ProcessHandle.current().pid();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(handle -> handle.pid() != self)
          .flatMap(handle -> found(handle, data).stream())
          .toList();
    }
  }

  public static Optional<Found> find(DataDirectory data, String part) {
    return of(data).stream().filter(found -> found.part().equals(part)).findFirst();
  }

  private static Optional<Found> found(ProcessHandle handle, DataDirectory data) {
    return marksIn(commandLine(handle), data)
        .map(marks -> new Found(marks.part(), marks.build(), handle));
  }

  /** What a command line says, if it is one of the installation's. */
  static Optional<Marks> marksIn(String commandLine, DataDirectory data) {
    if (commandLine.contains("/postgres -D " + data.postgres() + " ")) {
      return Optional.of(new Marks("postgres", ""));
    }
    int at = commandLine.indexOf(PART);
    if (at < 0 || !commandLine.contains(" " + DATA + data.path() + BUILD)) {
      return Optional.empty();
    }
    return Optional.of(
        new Marks(
            word(commandLine, at + PART.length()),
            word(commandLine, commandLine.indexOf(BUILD) + BUILD.length())));
  }

  private static String word(String line, int from) {
    int end = line.indexOf(' ', from);
    return end < 0 ? line.substring(from) : line.substring(from, end);
  }

  /** The data directory of the installation a process belongs to, if any. */
  static Optional<Path> installation(ProcessHandle handle) {
    String line = commandLine(handle);
    int at = line.indexOf(DATA);
    int end = line.indexOf(BUILD);
    return at < 0 || end < at
        ? Optional.empty()
        : Optional.of(Path.of(line.substring(at + DATA.length(), end)));
  }

  private static String commandLine(ProcessHandle handle) {
    Path proc = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
    try {
      return new String(Files.readAllBytes(proc), ARGUMENTS).replace('\0', ' ');
    } catch (IOException _) {
      return handle.info().commandLine().orElse("");
    }
  }

  /**
   * Ends a process: asks, waits, then kills.
   *
   * @return whether it went orderly
   */
  public static boolean end(ProcessHandle process, Signal signal, Duration patience) {
    if (!process.isAlive()) {
      return true;
    }
    signal.send(process);
    if (awaitExit(process, patience)) {
      return true;
    }
    Signal.KILL.send(process);
    awaitExit(process, Duration.ofSeconds(5));
    return false;
  }

  /** Waits for the end of a process; false when it still runs after {@code patience}. */
  public static boolean awaitExit(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of process %d".formatted(process.pid()), e);
    }
  }
}
