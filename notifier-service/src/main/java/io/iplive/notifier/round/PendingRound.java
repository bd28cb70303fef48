package io.iplive.notifier.round;

/**
 * A closed round that somebody waits for.
 *
 * @param done called once when the round was delivered, given up and recorded, or dropped
 */
public record PendingRound(ClosedRound round, Runnable done) {}
