package io.iplive.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes of a local run, from its {@code status}, and those of this benchmark. */
public final class Parts {

  public static final String SERVICES = "services";

  /** What iplive itself consists of; the rest is what it is measured with. */
  public static final List<String> SYSTEM = List.of(SERVICES, "broker", "postgres", "registry");

  private static final String BENCHMARK = "this benchmark's own";

  private final JsonNode status;
  private final Map<String, Long> others;

  /**
   * Parts.
   *
   * @param others processes beside iplive's, by what they are called
   */
  public Parts(JsonNode status, Map<String, Long> others) {
    this.status = status;
    this.others = Map.copyOf(others);
  }

  public int port(String name) {
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
  public Map<String, Duration> processorTime() throws IOException {
    Map<String, Duration> times = new LinkedHashMap<>();
    for (String name : SYSTEM) {
      long pid = part(name).path("pid").asLong();
      // The services' process is the parent of all the others.
      times.put(name, name.equals(SERVICES) ? ProcessorTime.of(pid) : ProcessorTime.ofTree(pid));
    }
    for (Map.Entry<String, Long> other : others.entrySet()) {
      times.put(other.getKey(), ProcessorTime.ofTree(other.getValue()));
    }
    times.put(BENCHMARK, ProcessorTime.of(ProcessHandle.current().pid()));
    return times;
  }

  /** Processor time so far of the services' threads, by the threads' names. */
  public Map<String, Duration> servicesByThread() throws IOException {
    return ProcessorTime.byThreadName(part(SERVICES).path("pid").asLong());
  }

  /** What was spent between two of these, the most first; nothing spent is left out. */
  public static Map<String, Duration> spent(
      Map<String, Duration> before, Map<String, Duration> after) {
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
