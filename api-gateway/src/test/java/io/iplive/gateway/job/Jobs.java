package io.iplive.gateway.job;

import io.iplive.gateway.monitor.TargetId;
import java.time.Duration;
import java.time.Instant;

/** Jobs as a scheduler makes them. */
final class Jobs {

  private Jobs() {}

  static Job job(long target, Instant roundAt) {
    Probe probe =
        new Probe(
            null, "/", null, null, "2xx", null, true, false, "GET", null, null, null, null, null,
            null, null, null, null, null, null, null);
    return new Job(
        70,
        new TargetId(target),
        5,
        3,
        "panel",
        3L,
        roundAt,
        roundAt.plusMillis(500),
        roundAt.plusMillis(1_500),
        roundAt.plusSeconds(6),
        "9.9.9.9",
        "http",
        Duration.ofSeconds(3),
        0,
        null,
        probe);
  }
}
