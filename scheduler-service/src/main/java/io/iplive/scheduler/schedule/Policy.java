package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Definition;
import io.iplive.scheduler.node.Level;
import java.time.Duration;
import java.util.List;

/**
 * What the installation decides.
 *
 * @param levels nodes and votes by level
 * @param grace how long after its last probe must have ended a round still takes results
 */
public record Policy(List<Level> levels, Duration grace) {

  /** Refuses an incomplete table. */
  public Policy {
    levels = List.copyOf(levels);
    int wanted = Definition.HIGHEST_LEVEL + 1;
    if (levels.size() != wanted) {
      throw new IllegalArgumentException(
          "levels has %d rows, allowed %d".formatted(levels.size(), wanted));
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace=%s, allowed from PT0S".formatted(grace));
    }
  }
}
