package io.iplive.notifier.message;

/** Why an outage ended. */
public enum Ending {
  RECOVERED,
  /** Monitoring was stopped or paused. */
  STOPPED,
  /** The target was removed. */
  REMOVED,
  /** The account ran out of money. */
  BALANCE
}
