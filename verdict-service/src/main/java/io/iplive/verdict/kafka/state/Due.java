package io.iplive.verdict.kafka.state;

import java.time.Instant;
import java.util.Comparator;

/** When time will change something in a monitor. */
record Due(Instant at, long monitor) implements Comparable<Due> {

  private static final Comparator<Due> ORDER =
      Comparator.comparing(Due::at).thenComparingLong(Due::monitor);

  @Override
  public int compareTo(Due other) {
    return ORDER.compare(this, other);
  }
}
