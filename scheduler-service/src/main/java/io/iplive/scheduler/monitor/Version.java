package io.iplive.scheduler.monitor;

import java.util.Comparator;

/**
 * Position of a definition among all of its stream.
 *
 * @param epoch raised when the journal is restored from a backup
 * @param number position within the epoch
 */
public record Version(int epoch, long number) implements Comparable<Version> {

  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::epoch).thenComparingLong(Version::number);

  private static final int BITS_OF_NUMBER = 40;

  /** The same order in one number, which is the version itself in the first epoch. */
  public long order() {
    return ((epoch - 1L) << BITS_OF_NUMBER) + number;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /** Whether this one makes the other obsolete. */
  public boolean isAfter(Version other) {
    return compareTo(other) > 0;
  }
}
