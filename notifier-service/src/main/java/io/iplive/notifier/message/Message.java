package io.iplive.notifier.message;

/** What a receiver is told; the words are found at attempt time. Times are unix seconds. */
public sealed interface Message {

  /** Of an outage, to a contact. */
  sealed interface OfOutage extends Message {
    Outage outage();
  }

  /** A target went down. */
  record OutageOpened(Outage outage) implements OfOutage {}

  /**
   * A target is still down.
   *
   * @param ordinal of the reminder, from 1
   */
  record OutageReminder(Outage outage, int ordinal) implements OfOutage {}

  /** An outage ended. */
  record OutageClosed(Outage outage, long closedAt, Ending ending) implements OfOutage {}

  /** The account's balance passed its low mark. */
  record BalanceLow(long at) implements Message {}

  /** The account's balance is used up; its checks stopped. */
  record BalanceZero(long at) implements Message {}

  /** Nothing happened: whoever set the contact up tries it. */
  record Trial(long at) implements Message {}

  /**
   * A round of a group, to an app.
   *
   * @param timestamp of the round
   * @param result JSON array of the records probed, in the caller's order
   */
  record RoundTold(long groupId, long timestamp, String result) implements Message {}
}
