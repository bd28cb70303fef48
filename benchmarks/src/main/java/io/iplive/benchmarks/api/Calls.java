package io.iplive.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.process.Programs;
import io.iplive.benchmarks.process.Programs.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** {@code operate_monitor} by wrk, kept-alive connections, one call at a time on each. */
record Calls(
    Programs programs, Path folder, String address, String form, int connections, long after) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came of them; times in milliseconds. */
  record Outcome(long calls, double perSecond, double p50, double p99, double max) {}

  /** Further calls, their groups numbered from there on. */
  Calls from(long group) {
    return new Calls(programs, folder, address, form, connections, group);
  }

  Outcome make(Duration time) throws IOException, InterruptedException {
    Path script = folder.resolve("operate.lua");
    if (!Files.exists(script)) {
      try (InputStream source = Calls.class.getResourceAsStream("/api/operate.lua")) {
        Files.copy(Objects.requireNonNull(source), script);
      }
    }
    Path log = folder.resolve("wrk.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    programs.path(Program.WRK),
                    "--threads",
                    "1",
                    "--connections",
                    Integer.toString(connections),
                    "--duration",
                    time.toSeconds() + "s",
                    "--script",
                    script.toString(),
                    address))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("IPLIVE_FORM", form);
    builder.environment().put("IPLIVE_AFTER", Long.toString(after));
    Process wrk = builder.start();
    try {
      wrk.waitFor();
    } finally {
      wrk.destroy();
    }
    String said = Files.readString(log);
    JsonNode line = JSON.readTree(said.lines().reduce("{}", (_, last) -> last));
    if (line.path("bad").asLong(1) > 0 || line.path("errors").asLong() > 0) {
      throw new Complaint("calls were refused or failed: " + said);
    }
    long good = line.path("good").asLong();
    return new Outcome(
        good,
        good * 1e6 / line.path("micros").asLong(),
        line.path("p50_us").asLong() / 1e3,
        line.path("p99_us").asLong() / 1e3,
        line.path("max_us").asLong() / 1e3);
  }
}
