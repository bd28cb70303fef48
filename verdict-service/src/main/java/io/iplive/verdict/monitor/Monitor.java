package io.iplive.verdict.monitor;

import io.iplive.verdict.collector.Collector;
import io.iplive.verdict.collector.Limits;
import io.iplive.verdict.collector.OpenRound;
import io.iplive.verdict.outage.Outages;
import io.iplive.verdict.rollup.Quiet;
import io.iplive.verdict.rollup.Rollups;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the verdict knows of one monitor.
 *
 * @param quietAt when an hour of a target ends if nothing is heard of it; follows from the rest,
 *     and is kept because a monitor may have 1,000 of them
 */
public record Monitor(
    long id, Collector collector, Outages outages, Rollups rollups, @Nullable Instant quietAt) {

  /** A monitor not heard of before. */
  public static Monitor fresh(long id, Instant now) {
    return of(id, Collector.fresh(now), Outages.NONE, Rollups.NONE);
  }

  /** A monitor of these parts. */
  public static Monitor of(long id, Collector collector, Outages outages, Rollups rollups) {
    Instant due = Quiet.due(rollups, outages, collector.head().staleAfter());
    return new Monitor(id, collector, outages, rollups, due);
  }

  /** The same monitor with other parts. */
  Monitor with(Collector nextCollector, Outages nextOutages, Rollups nextRollups) {
    boolean same =
        nextRollups.equals(rollups)
            && nextOutages.equals(outages)
            && nextCollector.head().staleAfter().equals(collector.head().staleAfter());
    return same
        ? new Monitor(id, nextCollector, outages, rollups, quietAt)
        : of(id, nextCollector, nextOutages, nextRollups);
  }

  /** When time itself ends a round or an early answer; null: never. */
  public @Nullable Instant roundDue(Limits limits) {
    return collector.due(limits);
  }

  /** When time itself ends an hour, which is not before its last round is decided; null: never. */
  public @Nullable Instant hourDue() {
    if (quietAt == null || collector.open().isEmpty()) {
      return quietAt;
    }
    OpenRound first = collector.open().getFirst();
    boolean waits =
        quietAt.isBefore(first.deadline()) && !Quiet.precedes(quietAt, first.opened().round().at());
    return waits ? first.deadline() : quietAt;
  }
}
