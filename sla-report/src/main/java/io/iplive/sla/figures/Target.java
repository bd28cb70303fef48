package io.iplive.sla.figures;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which target a line is of.
 *
 * @param record the caller's id of the record; 0: not known
 * @param name what its owner calls it; null: nothing
 * @param address newest in the range; null: no definition is kept
 * @param group the caller's group id; null: a task
 */
public record Target(
    long monitor,
    long id,
    long record,
    @Nullable String name,
    @Nullable String address,
    @Nullable String app,
    @Nullable Long group) {

  /** What people know it by. */
  public String label() {
    if (name != null && !name.isBlank()) {
      return name;
    }
    if (group != null) {
      return String.format(Locale.ROOT, "%s · %d / %d", app == null ? "" : app, group, record);
    }
    return address == null ? "#" + id : address;
  }
}
