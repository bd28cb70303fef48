package io.iplive.scheduler.schedule;

/** What became of a monitor or some of its targets. */
public enum Change {
  /** Created or resumed. */
  STARTED,
  /** Anything that leaves the targets there were as they are. */
  CHANGED,
  PAUSED,
  STOPPED,
  TARGETS_REMOVED,
  TARGETS_MOVED,
  /** Its account is suspended. */
  SUSPENDED
}
