package io.iplive.notifier.directory;

import io.iplive.notifier.maintenance.Window;
import java.util.List;

/**
 * A time in which outages of some targets are expected.
 *
 * @param active false once deleted
 */
public record Maintenance(
    long maintenanceId, Version version, boolean active, List<Long> targetIds, Window window) {

  public Maintenance {
    targetIds = List.copyOf(targetIds);
  }
}
