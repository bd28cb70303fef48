package io.iplive.prober.gateway;

import io.iplive.prober.probe.ProbeRequest;
import java.time.Instant;

/**
 * A job of this node.
 *
 * @param targetId what is probed
 * @param roundSeconds the round, in unix seconds
 * @param account whose it is; jobs are fair by it
 */
record NodeJob(
    long targetId,
    long roundSeconds,
    long account,
    Instant dueAt,
    Instant startBy,
    ProbeRequest request) {}
