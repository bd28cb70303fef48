package io.iplive.gateway.recovery;

import org.jspecify.annotations.Nullable;

/**
 * The newest event of a stream that Kafka's readers have seen.
 *
 * @param ended whether it says that nothing is left of the subject
 */
public record Known(Family family, long id, int epoch, long version, boolean ended) {

  /** The stream's name in the journal. */
  public String stream() {
    return family.prefix() + id;
  }

  /** Whether it is newer than another of the stream. */
  public boolean isAfter(Known other) {
    return epoch != other.epoch ? epoch > other.epoch : version > other.version;
  }

  /**
   * Whether readers would take what the journal publishes of it for old.
   *
   * @param journalEpoch in which the journal publishes
   * @param journalVersion its newest of the stream; null: it does not know the stream
   */
  public boolean isAheadOf(int journalEpoch, @Nullable Long journalVersion) {
    if (journalVersion == null) {
      return !ended;
    }
    return epoch != journalEpoch ? epoch > journalEpoch : version > journalVersion;
  }
}
