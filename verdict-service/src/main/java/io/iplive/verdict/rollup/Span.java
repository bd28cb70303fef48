package io.iplive.verdict.rollup;

/** What a stretch of time was to a target. */
public enum Span {
  /** After a good round; or after a failing one that never became an outage. */
  UP,
  /** Inside an outage. */
  DOWN,
  /** After a round that came to no conclusion. */
  INCONCLUSIVE,
  /** Active, but without rounds. */
  UNMONITORED,
  /** Paused or suspended. */
  PAUSED
}
