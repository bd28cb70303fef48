package io.iplive.verdict.monitor;

import io.iplive.verdict.outage.Pacing;
import io.iplive.verdict.round.Version;
import java.time.Instant;

/**
 * Which interval a monitor is on from now on: the full state, not a difference.
 *
 * @param at the round, or the command's time, that changed it
 */
public record PaceChanged(long monitor, Version version, Pacing pacing, Instant at) {}
