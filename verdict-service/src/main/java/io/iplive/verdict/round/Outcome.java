package io.iplive.verdict.round;

/** What a round says of a target. CANCELLED: a lifecycle fact ended the round first. */
public enum Outcome {
  UP,
  DOWN,
  INCONCLUSIVE,
  CANCELLED
}
