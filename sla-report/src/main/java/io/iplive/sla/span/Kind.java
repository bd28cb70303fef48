package io.iplive.sla.span;

/** What a stretch of time was to a target. Of the eight kinds only the first two count. */
public enum Kind {
  /** After a good round, or after a failing one that never became an outage. */
  UP,
  /** Inside an outage, from its first failing round. */
  DOWN,
  /** After a round that too few nodes answered to tell. */
  INCONCLUSIVE,
  /** Without a round for longer than two periods: our own failure, nobody's outage. */
  STALE,
  /** Active, but not seen yet; in hourly sums stale time too. */
  UNMONITORED,
  /** Paused by its owner, or its account suspended. */
  PAUSED,
  /** Before it was created, or after it was removed. */
  ABSENT,
  /** Nothing is recorded of it any more, or yet. */
  UNKNOWN
}
