package io.iplive.local.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The original's tables as lines of an import. No dump of it is public, so the shape is what its
 * API and what it pushed to its nodes imply: {@code groups} has {@code app_name}, {@code group_id}
 * and a column for every parameter of operate_monitor that it kept; {@code records} has {@code
 * group_id}, {@code record_id}, {@code ip} and maybe {@code app_name}. A table {@code groups} with
 * an {@code id} but no {@code group_id} is taken to mean that.
 */
public final class IpliveTables implements SqlDump.Rows {

  /** The tables that are read. */
  public static final Set<String> NAMES = Set.of("groups", "records");

  private static final List<String> PARAMETERS =
      List.of(
          "level",
          "protocol",
          "port",
          "path",
          "domain",
          "cookies",
          "http_code",
          "interval",
          "timeout",
          "retry_count",
          "node_ips");

  private static final Set<String> OFF = Set.of("0", "stop", "stopped", "deleted");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
  private final Map<String, List<Map<String, String>>> records = new LinkedHashMap<>();

  /** A group that can be imported, or a sentence that says why not. */
  public record Line(String what, String json, String skipped) {

    /** Whether it is one to import. */
    public boolean usable() {
      return skipped.isEmpty();
    }
  }

  @Override
  public void row(String table, Map<String, String> row) {
    if (table.equals("groups")) {
      groups.put(app(row) + "/" + group(row), row);
    } else {
      records.computeIfAbsent(app(row) + "/" + group(row), _ -> new ArrayList<>()).add(row);
    }
  }

  /** The lines, when both tables were read. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    groups.forEach((key, group) -> lines.add(line(key, group)));
    return lines;
  }

  private Line line(String key, Map<String, String> group) {
    String what = "group %s of %s".formatted(group(group), app(group));
    List<Map<String, String>> own = records.get(key);
    if (own == null) {
      own = records.get("/" + group(group));
      boolean shared =
          groups.keySet().stream().filter(k -> k.endsWith("/" + group(group))).count() > 1;
      if (own != null && shared) {
        return new Line(what, "", "several apps have this group_id and the records name no app");
      }
    }
    if (own == null) {
      return new Line(what, "", "it has no records");
    }
    if (OFF.contains(group.getOrDefault("status", "1").toLowerCase(Locale.ROOT))) {
      return new Line(what, "", "it is stopped");
    }
    ObjectNode line =
        JSON.createObjectNode().put("app_name", app(group)).put("group_id", group(group));
    line.put("record_ids", joined(own, "record_id"));
    line.put("ips", joined(own, "ip"));
    PARAMETERS.forEach(name -> {
      String value = group.get(name);
      if (value != null && !value.isBlank()) {
        line.put(name, value);
      }
    });
    return new Line(what, line.toString(), "");
  }

  private static String joined(List<Map<String, String>> records, String column) {
    return String.join(
        ":",
        records.stream()
            .map(record -> record.getOrDefault(column, ""))
            .map(value -> value.contains(":") ? "[" + value + "]" : value)
            .toList());
  }

  private static String app(Map<String, String> row) {
    return row.getOrDefault("app_name", "");
  }

  private static String group(Map<String, String> row) {
    return row.getOrDefault("group_id", row.getOrDefault("id", ""));
  }
}
