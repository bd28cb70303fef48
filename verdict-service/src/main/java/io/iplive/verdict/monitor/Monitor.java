package io.iplive.verdict.monitor;

import io.iplive.verdict.collector.Collector;
import io.iplive.verdict.outage.Outages;
import java.time.Instant;

/** Everything the verdict knows of one monitor. */
public record Monitor(long id, Collector collector, Outages outages) {

  /** A monitor not heard of before. */
  public static Monitor fresh(long id, Instant now) {
    return new Monitor(id, Collector.fresh(now), Outages.NONE);
  }
}
