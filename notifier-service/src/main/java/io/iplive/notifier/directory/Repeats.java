package io.iplive.notifier.directory;

/** How attempts are repeated (contracts/delivery.md). */
public enum Repeats {
  /** The seed's: one repeat, then given up; only 200 is delivered. */
  LEGACY,
  /** Exponential back-off for a day; any 2xx is delivered. */
  DURABLE
}
