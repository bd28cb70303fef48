package io.iplive.verdict.monitor;

import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.round.Version;
import java.time.Instant;

/**
 * Which interval a monitor is on from now on: the full state, not a difference.
 *
 * @param at the round that changed it; of a command its time, or the newest round there was
 */
public record PaceChanged(long monitor, Version version, Pacing pacing, Instant at) {}
