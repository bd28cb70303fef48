package io.iplive.notifier.silence;

/** Why an outage is not told for now. */
public enum Reason {
  /** It began in a maintenance. */
  MAINTENANCE,
  /** What it depends on is down too. */
  PARENT,
  /** Whether what it depends on is down too is yet to be seen. */
  PENDING
}
