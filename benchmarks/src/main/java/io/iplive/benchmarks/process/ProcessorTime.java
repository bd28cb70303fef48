package io.iplive.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Processor time that processes have taken so far, from {@code /proc}. */
public final class ProcessorTime {

  private static final Path PROC = Path.of("/proc");

  private ProcessorTime() {}

  /** Of a process and its threads, without its children. */
  public static Duration of(long pid) throws IOException {
    return stat(process(pid).resolve("stat")).map(ProcStat::own).orElse(Duration.ZERO);
  }

  /** Of a process and all that descend from it, those included that have ended and been reaped. */
  public static Duration ofTree(long pid) throws IOException {
    Duration sum = Duration.ZERO;
    for (long each : tree(pid)) {
      sum =
          sum.plus(
              stat(process(each).resolve("stat")).map(ProcStat::withReaped).orElse(Duration.ZERO));
    }
    return sum;
  }

  private static List<Long> tree(long pid) {
    return ProcessHandle.of(pid)
        .map(root -> Stream.concat(Stream.of(root), root.descendants()))
        .orElse(Stream.empty())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Of a process, by the name of its threads; numbers at the end of a name are left out. */
  public static Map<String, Duration> byThreadName(long pid) throws IOException {
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(process(pid).resolve("task"))) {
      threads = tasks.toList();
    }
    Map<String, Duration> byName = new HashMap<>();
    for (Path thread : threads) {
      stat(thread.resolve("stat"))
          .ifPresent(stat -> byName.merge(family(stat.command()), stat.own(), Duration::plus));
    }
    return byName;
  }

  static String family(String thread) {
    return thread.replaceAll("[-#\\s\\d]+$", "");
  }

  private static Path process(long pid) {
    return PROC.resolve(Long.toString(pid));
  }

  /** Empty when it has ended meanwhile. */
  private static Optional<ProcStat> stat(Path file) throws IOException {
    try {
      return Optional.of(ProcStat.parse(Files.readString(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.exists(file.getParent())) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
