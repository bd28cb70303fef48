package io.iplive.benchmarks.sla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.benchmarks.Complaint;
import io.iplive.sla.SlaMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the report's program, as {@code ./iplive sla} does, and looks at it meanwhile. */
final class Reporting {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 50;
  private static final long KIB = 1_024;

  /** One report, how long it took from start to end, and the most memory it held. */
  record Made(JsonNode report, Duration took, double peakMegabytes) {}

  private final Path folder;
  private final List<String> options;

  Reporting(Path folder, String broker, String registry, String account) {
    this.folder = folder;
    this.options =
        List.of(
            "--bootstrap-servers=" + broker,
            "--registry=" + registry,
            "--account=" + account,
            "--format=json");
  }

  Made make(Instant from, Instant to, String source) throws IOException, InterruptedException {
    Path file = folder.resolve("report.json");
    Path said = folder.resolve("sla.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=sla-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SlaMain.class.getName()));
    command.addAll(options);
    command.addAll(List.of("--from=" + from, "--to=" + to, "--source=" + source, "--out=" + file));
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    long peak = 0;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakKib(process.pid()));
      }
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    if (process.exitValue() != 0) {
      throw new Complaint("there is no report: " + Files.readString(said));
    }
    return new Made(JSON.readTree(file.toFile()), took, (double) peak / KIB);
  }

  private static long peakKib(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/%d/status".formatted(pid))).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }
}
