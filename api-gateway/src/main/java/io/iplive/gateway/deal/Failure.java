package io.iplive.gateway.deal;

/**
 * A row of the published list of failure codes.
 *
 * @param ours whether the fault is this installation's: such a result is never a vote
 */
public record Failure(int number, boolean ours, String sentence) {}
