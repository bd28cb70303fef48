package io.iplive.verdict.replay;

import java.time.Instant;

/** Times from one, inclusively, to another, exclusively. */
public record Range(Instant from, Instant to) {

  public Range {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from=%s, to=%s: from is before to".formatted(from, to));
    }
  }

  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
