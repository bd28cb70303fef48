package io.iplive.local.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Resident memory of processes; known on Linux only. */
public final class Memory {

  private Memory() {}

  /** Kibibytes, with those of its descendants where asked; empty when unknown. */
  public static OptionalLong resident(ProcessHandle process, boolean descendants) {
    return Stream.concat(
            Stream.of(process), descendants ? process.descendants() : Stream.<ProcessHandle>empty())
        .flatMap(each -> own(each).stream())
        .mapToLong(Long::longValue)
        .reduce(Long::sum);
  }

  private static Optional<Long> own(ProcessHandle process) {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines.flatMap(line -> residentIn(line).stream()).findFirst();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static Optional<Long> residentIn(String line) {
    return line.startsWith("VmRSS:")
        ? Optional.of(Long.parseLong(line.replaceAll("[^0-9]", "")))
        : Optional.empty();
  }
}
