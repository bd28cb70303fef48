package io.iplive.gateway.recovery;

import java.util.List;
import java.util.Map;

/** The journal's side; every method throws when the database is away, and then nothing is done. */
public interface JournalRecovery {

  /** In which epoch it publishes. */
  int epoch();

  /** The newest version of every stream, by the stream's name. */
  Map<String, Long> versions();

  /**
   * Begins an epoch after both its own and that one, and leaves one free before it, in which ends
   * may be told that are older than all it publishes; passes over the ids that are taken, and
   * queues the newest event of every stream to be published in the new epoch.
   */
  int beginEpoch(int after, Map<Ids, Long> taken);

  /**
   * Queues the newest event of every stream to be published once more; one that is newer by then
   * goes out in its place.
   *
   * @return how many
   */
  int republish(List<Family> families);
}
