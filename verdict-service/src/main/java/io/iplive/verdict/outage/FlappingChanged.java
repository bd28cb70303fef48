package io.iplive.verdict.outage;

import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Version;
import java.time.Instant;

/**
 * A target began or ceased to change its state too often; for each target these alternate. Outages
 * open and close all the same.
 *
 * @param at the round that made it so, or the time of the command that ended it
 * @param changePercent weighted share of state changes; 0 where a command ended it
 */
public record FlappingChanged(
    boolean flapping,
    long monitor,
    long target,
    long record,
    Owner owner,
    Version version,
    Instant at,
    int changePercent) {}
