package io.iplive.acceptance.run;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes that work on a data directory: their command lines name it. */
public final class DataProcesses {

  private DataProcesses() {}

  /** Those that run now. */
  public static List<ProcessHandle> of(Path data) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> process.pid() != ProcessHandle.current().pid())
          .filter(process -> commandLine(process).contains(data.toString()))
          .toList();
    }
  }

  /** What each of them is, for messages. */
  public static List<String> described(Path data) {
    return of(data).stream().map(process -> process.pid() + " " + commandLine(process)).toList();
  }

  static void kill(Path data) {
    List<ProcessHandle> all = of(data);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().completeOnTimeout(process, 5, SECONDS).join());
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "cmdline"),
              StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException _) {
      return process.info().commandLine().orElse("");
    }
  }
}
