package io.iplive.verdict.outage;

import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Version;
import java.time.Instant;

/**
 * A target that is up began or ceased to answer too slowly; for each target these alternate.
 *
 * @param at the first slow round, or the first that was not; where a command ended it, its time
 */
public record DegradedChanged(
    boolean degraded,
    long monitor,
    long target,
    long record,
    Owner owner,
    Version version,
    Instant at) {}
