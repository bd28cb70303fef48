package io.iplive.verdict.conduct;

/**
 * How a node fared in a while, an ask being one target in one round.
 *
 * @param heard asks it answered before the target was decided
 * @param silent asks it had not answered at the deadline
 * @param compared answers on targets that at least two other nodes agreed on
 * @param against of these, those that said the opposite
 * @param targetsAgainst distinct targets of these, counted up to {@link Observation#MOST_TARGETS}
 */
public record Conduct(
    long node, long heard, long silent, long compared, long against, int targetsAgainst) {}
