package io.iplive.local.console.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iplive.local.health.Health;
import io.iplive.local.instance.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * How an installation fares.
 *
 * @param parts none when nothing runs
 * @param stale monitors that get no rounds; empty when the verdict does not say
 * @param behind seconds since what was appended last of all that is judged; empty likewise
 * @param deadLetters records that wait for an operator; empty when the broker does not say
 */
record StatusReport(
    Settings settings,
    Path data,
    List<Part> parts,
    OptionalLong stale,
    OptionalDouble behind,
    OptionalLong deadLetters) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of them.
   *
   * @param resident kibibytes of a process of its own
   */
  record Part(
      String name,
      Health health,
      Optional<Integer> port,
      Optional<Long> pid,
      OptionalLong resident) {

    Optional<Double> residentMegabytes() {
      return resident.isPresent() ? Optional.of(megabytes(resident.getAsLong())) : Optional.empty();
    }
  }

  boolean healthy() {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part.health().isUp());
  }

  private double totalMegabytes() {
    return megabytes(parts.stream().flatMapToLong(part -> part.resident().stream()).sum());
  }

  private static double megabytes(long kibibytes) {
    return Math.round(kibibytes / 102.4) / 10.0;
  }

  String text() {
    if (parts.isEmpty()) {
      return "iplive is not running in " + data;
    }
    String table =
        parts.stream()
            .map(part ->
                String.format(
                        Locale.ROOT,
                        "%-11s %-5s %6s %8s %9s  %s",
                        part.name(),
                        part.health().isUp() ? "up" : "DOWN",
                        part.port().map(Object::toString).orElse("-"),
                        part.pid().map(Object::toString).orElse("-"),
                        part.residentMegabytes().map(mb -> mb + " MB").orElse(""),
                        part.health().reason())
                    .stripTrailing())
            .collect(Collectors.joining("\n"));
    return """
    %-11s %-5s %6s %8s %9s
    %s

    %s, %s MB in all, data in %s
    stale monitors: %s
    verdicts behind: %s
    dead letters: %s%s\
    """
        .formatted(
            "part",
            "state",
            "port",
            "process",
            "memory",
            table,
            settings.gatewayAddress(),
            totalMegabytes(),
            data,
            known(stale),
            behind.isPresent()
                ? String.format(Locale.ROOT, "%.1f s", behind.getAsDouble())
                : "unknown",
            known(deadLetters),
            deadLetters.orElse(0) > 0 ? " (./iplive dlt list shows them)" : "");
  }

  private static String known(OptionalLong count) {
    return count.isPresent() ? Long.toString(count.getAsLong()) : "unknown";
  }

  private static void put(ObjectNode node, String name, OptionalLong count) {
    node.put(name, count.isPresent() ? Long.valueOf(count.getAsLong()) : null);
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("healthy", healthy());
    root.put("address", settings.gatewayAddress());
    root.put("data", data.toString());
    root.put("nodes", settings.nodes());
    put(root, "stale_monitors", stale);
    root.put("behind_s", behind.isPresent() ? Double.valueOf(behind.getAsDouble()) : null);
    put(root, "dead_letters", deadLetters);
    root.put("total_rss_mb", totalMegabytes());
    ArrayNode array = root.putArray("parts");
    for (Part part : parts) {
      ObjectNode node = array.addObject();
      node.put("name", part.name());
      node.put("health", part.health().isUp() ? "up" : "down");
      node.put("detail", part.health().reason());
      node.put("port", part.port().orElse(null));
      node.put("pid", part.pid().orElse(null));
      node.put("rss_mb", part.residentMegabytes().orElse(null));
    }
    return root.toString();
  }
}
