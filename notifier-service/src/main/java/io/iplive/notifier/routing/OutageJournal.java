package io.iplive.notifier.routing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What outage events leave in the journal. Every method throws {@link
 * io.iplive.notifier.directory.StoreUnavailableException} when nothing was done: try again.
 */
public interface OutageJournal {

  /** Takes what follows from events, in their order, and keeps the events that have to wait. */
  void take(List<Routed> routed, List<Kept> waiting);

  /** Which of these monitors have a dead letter that nobody has dealt with. */
  Set<Long> blocked(Set<Long> monitorIds);

  /** Keeps an event that is a dead letter: later ones of its monitor wait for it. */
  void block(Kept dead);

  /** Events that are dead letters, the oldest first. */
  List<Kept> deadLetters();

  /**
   * The events of a monitor up to the first dead letter, in their order: those can be taken.
   *
   * @param redriven a dead letter that is taken as alive; null: none
   */
  List<Kept> alive(long monitorId, @Nullable Position redriven);

  /** Monitors whose events are kept though no dead letter is left to wait for. */
  Set<Long> forgotten();

  /**
   * Takes what follows from kept events, and keeps these no longer.
   *
   * @param dead one that turned out to be a dead letter itself; null: none did
   */
  void takeKept(List<Routed> routed, List<Position> done, @Nullable Position dead);

  /** Records what becomes of silent outages; those that ended meanwhile are left alone. */
  void settle(List<Settlement> settlements);

  /**
   * Targets that contacts are to be reminded of now, the longest due first, with their monitors.
   */
  Map<Long, Long> remindable(int most);

  /**
   * Records the reminders of targets that are due; how many there were.
   *
   * @param quiet those of the targets whose reminders are left out this time
   */
  int remind(Set<Long> targets, Set<Long> quiet);

  /**
   * Sends again what was told to contacts of an account about outages, in its order; an open whose
   * close was told is followed by that close.
   *
   * @param fromMillis of the time it was recorded, unix
   * @param toMillis exclusive
   * @param contactId null: every contact
   * @return how many deliveries wait again
   */
  int redeliver(long accountId, long fromMillis, long toMillis, @Nullable Long contactId);

  /** Removes what ended longer ago; how many deliveries that were. */
  int forget(Duration retention, Duration smsRetention, int most);

  /** Where an event stands in outages.v1. */
  record Position(int partition, long offset) {}

  /**
   * An event as it came.
   *
   * @param dead whether it could not be taken
   */
  record Kept(Position at, long monitorId, boolean dead, @Nullable ByteBuffer value) {}
}
