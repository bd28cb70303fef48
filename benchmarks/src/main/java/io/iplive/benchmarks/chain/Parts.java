package io.iplive.benchmarks.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.process.ProcessorTime;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes of a local run, from its {@code status}, and those of this benchmark. */
final class Parts {

  static final String SERVICES = "services";

  /** What iplive itself consists of; the rest is what it is measured with. */
  static final List<String> SYSTEM = List.of(SERVICES, "broker", "postgres", "registry");

  static final String TARGET = "target (nginx)";
  static final String BENCHMARK = "receiver and reader";

  private final JsonNode status;
  private final long targetPid;

  Parts(JsonNode status, long targetPid) {
    this.status = status;
    this.targetPid = targetPid;
  }

  int port(String name) {
    return part(name).path("port").asInt();
  }

  private JsonNode part(String name) {
    for (JsonNode part : status.path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return part;
      }
    }
    throw new Complaint("status knows no %s: %s".formatted(name, status));
  }

  /** Processor time so far, by part. */
  Map<String, Duration> processorTime() throws IOException {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (String name : SYSTEM) {
      times.put(name, ProcessorTime.ofTree(part(name).path("pid").asLong()));
    }
    times.put(TARGET, ProcessorTime.ofTree(targetPid));
    times.put(BENCHMARK, ProcessorTime.of(ProcessHandle.current().pid()));
    return times;
  }

  /** Processor time so far of the services' threads, by the threads' names. */
  Map<String, Duration> servicesByThread() throws IOException {
    return ProcessorTime.byThreadName(part(SERVICES).path("pid").asLong());
  }

  /** What was spent between two of these, the most first; nothing spent is left out. */
  static Map<String, Duration> spent(Map<String, Duration> before, Map<String, Duration> after) {
    Map<String, Duration> spent = new LinkedHashMap<>();
    Stream<Map.Entry<String, Duration>> differences =
        after.entrySet().stream()
            .map(entry ->
                Map.entry(
                    entry.getKey(),
                    entry.getValue().minus(before.getOrDefault(entry.getKey(), Duration.ZERO))));
    differences
        .filter(entry -> entry.getValue().isPositive())
        .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
        .forEach(entry -> spent.put(entry.getKey(), entry.getValue()));
    return spent;
  }
}
