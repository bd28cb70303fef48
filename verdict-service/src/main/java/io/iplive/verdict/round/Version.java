package io.iplive.verdict.round;

import java.util.Comparator;

/**
 * Which definition of a monitor is meant; a database restored from backup counts in a new epoch.
 */
public record Version(int epoch, long number) implements Comparable<Version> {

  /** Older than every definition. */
  public static final Version NONE = new Version(0, 0);

  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::epoch).thenComparingLong(Version::number);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  public boolean isAfter(Version other) {
    return compareTo(other) > 0;
  }

  public boolean isBefore(Version other) {
    return compareTo(other) < 0;
  }
}
