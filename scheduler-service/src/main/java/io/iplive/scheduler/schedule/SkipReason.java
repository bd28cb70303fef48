package io.iplive.scheduler.schedule;

/** Why a slot has no round. */
public enum SkipReason {
  /** Due over a second ago. */
  LATE,
  /** No node could be asked. */
  NO_NODES,
  /** The account had no money. */
  BALANCE,
  /** The account was suspended by an operator. */
  SUSPENDED
}
