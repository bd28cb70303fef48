package io.iplive.sla.span;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A range of time, its end not in it.
 *
 * @param zone by whose clock its days and hours are
 */
public record Range(Instant from, Instant to, ZoneId zone) {

  public Range {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from=%s, to=%s: to is later".formatted(from, to));
    }
  }

  public long start() {
    return from.toEpochMilli();
  }

  public long end() {
    return to.toEpochMilli();
  }

  public boolean holds(long at) {
    return start() <= at && at < end();
  }
}
