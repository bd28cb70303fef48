package io.iplive.gateway.recovery;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the journal and Kafka's readers agree again. */
public final class Recovery {

  private final JournalRecovery journal;
  private final PublishedLog log;
  private final Runnable jobTopics;

  /**
   * Recovery.
   *
   * @param jobTopics makes those of all nodes that are missing
   */
  public Recovery(JournalRecovery journal, PublishedLog log, Runnable jobTopics) {
    this.journal = journal;
    this.log = log;
    this.jobTopics = jobTopics;
  }

  /** What a restore came to. */
  public sealed interface Restored {

    /** Readers know nothing that the journal does not. */
    record NotNeeded(int epoch) implements Restored {}

    /**
     * A new epoch has begun.
     *
     * @param behind streams of which readers knew something newer
     * @param lost subjects that the journal does not know; readers are told that they have ended
     */
    record Begun(int epoch, int behind, List<Known> lost) implements Restored {}
  }

  /**
   * After the database was restored from a backup: all it publishes from now on is newer than what
   * readers know. What was made after the backup is lost, so it is ended; its ids are not given out
   * again, because a panel may have kept them. A call that fails half way is repeated.
   *
   * @param anyway even if readers know nothing newer
   */
  public Restored restore(boolean anyway) {
    Knowledge knowledge = log.read();
    Map<String, Long> versions = journal.versions();
    int epoch = journal.epoch();
    List<Known> ahead =
        knowledge.newest().stream()
            .filter(known -> known.isAheadOf(epoch, versions.get(known.stream())))
            .toList();
    if (ahead.isEmpty() && !anyway) {
      return new Restored.NotNeeded(epoch);
    }
    int begun = journal.beginEpoch(knowledge.epoch(), knowledge.highest());
    Map<String, Long> known = journal.versions(); // Some may have been made meanwhile.
    List<Known> lost = ahead.stream().filter(each -> !known.containsKey(each.stream())).toList();
    log.end(lost, begun - 1);
    return new Restored.Begun(begun, ahead.size() - lost.size(), lost);
  }

  /**
   * After Kafka was emptied: readers that know what is published drop it.
   *
   * @return how many streams
   */
  public int republish(Set<Family> families) {
    if (families.contains(Family.NODES)) {
      jobTopics.run();
    }
    return families.isEmpty() ? 0 : journal.republish(List.copyOf(EnumSet.copyOf(families)));
  }
}
