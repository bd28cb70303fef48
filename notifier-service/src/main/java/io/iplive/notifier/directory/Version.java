package io.iplive.notifier.directory;

import java.util.Comparator;

/**
 * Place of a definition in its stream; what is not newer is dropped.
 *
 * @param epoch raised when the gateway's journal is restored from a backup
 * @param version position in the stream, from 1
 */
public record Version(int epoch, long version) implements Comparable<Version> {

  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::epoch).thenComparingLong(Version::version);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
