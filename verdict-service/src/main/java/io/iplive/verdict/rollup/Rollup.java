package io.iplive.verdict.rollup;

import io.iplive.verdict.round.Owner;
import java.time.Instant;

/**
 * What a target's hour comes to so far; a later one of the same hour replaces it.
 *
 * @param through up to where its time is counted
 * @param complete no later one follows
 */
public record Rollup(
    long monitor,
    long target,
    long record,
    Owner owner,
    Instant hour,
    Instant through,
    boolean complete,
    Times times,
    int checks,
    int checksDown,
    int outages,
    Sketch response) {}
