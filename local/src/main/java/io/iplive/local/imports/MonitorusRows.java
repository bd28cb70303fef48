package io.iplive.local.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Rows of a panel's {@code monitoring_tasks} (the first table that the seed's guide recommends) as
 * lines of an import. The columns: {@code id} (the panel's own, becomes {@code ref}), {@code name},
 * {@code target}, {@code period} in minutes, {@code service_id} (becomes the task's id; none or 0:
 * any) and {@code status}; others mean nothing here.
 */
public final class MonitorusRows {

  /** Columns without which nothing can be imported. */
  public static final List<String> REQUIRED = List.of("target", "period");

  private static final Set<String> OFF =
      Set.of("0", "off", "no", "false", "inactive", "stopped", "paused", "disabled", "deleted");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String account;
  private final Map<String, String> presets;

  /**
   * A reader of rows.
   *
   * @param presets parameters of task_add that every row gets
   */
  public MonitorusRows(String account, Map<String, String> presets) {
    this.account = account;
    this.presets = presets;
  }

  /** Behind it tasks to come would have no ids left: they fit a 32-bit INT. */
  private static final long LAST_ID = 2_000_000_000L;

  /** The id to keep free for the row; none where it cannot keep the one that it had. */
  public static OptionalLong reserved(Map<String, String> row) {
    OptionalLong id = serviceId(row);
    return id.isPresent() && id.getAsLong() <= LAST_ID ? id : OptionalLong.empty();
  }

  /** The id that the task had. */
  public static OptionalLong serviceId(Map<String, String> row) {
    String text = row.getOrDefault("service_id", "").strip();
    return text.matches("[0-9]{1,10}") && Long.parseLong(text) > 0
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** The line of a row. */
  public String line(Map<String, String> row) {
    ObjectNode line = JSON.createObjectNode().put("account", account);
    presets.forEach(line::put);
    String target = row.getOrDefault("target", "").strip();
    serviceId(row).ifPresent(id -> line.put("id", id));
    filled(row, "id").ifPresent(id -> line.put("ref", id));
    line.put("data", target);
    line.put("name", filled(row, "name").orElse(target));
    line.put("period", row.getOrDefault("period", "").strip());
    String status = row.getOrDefault("status", "").strip().toLowerCase(Locale.ROOT);
    line.put("running", OFF.contains(status) ? 0 : 1);
    return line.toString();
  }

  private static Optional<String> filled(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).map(String::strip).filter(text -> !text.isEmpty());
  }
}
