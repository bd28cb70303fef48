package io.iplive.acceptance.site;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch in which a site is bad.
 *
 * @param certain so long that no trouble of ours excuses missing it
 */
public record Downtime(
    String address, Instant from, Instant to, Behaviour behaviour, boolean certain) {

  /** Whether it touches a stretch. */
  public boolean overlaps(Instant begin, Instant end) {
    return !from.isAfter(end) && !to.isBefore(begin);
  }

  public Duration length() {
    return Duration.between(from, to);
  }
}
