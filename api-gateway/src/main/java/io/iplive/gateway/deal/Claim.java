package io.iplive.gateway.deal;

import io.iplive.gateway.job.Question;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node says it saw, readable, not yet judged.
 *
 * @param lastStatus 0 nothing, 1 connection error, 2 timeout, else the HTTP status code or 200
 * @param responseMicros -1: not said
 * @param failure what the node found wrong beside the status code
 * @param text the node's own sentence on it
 * @param phase name of the phase that failed
 * @param notRun the node could not probe
 * @param suspect the node mistrusts its own uplink
 * @param slow the target is as expected, but slower than its check wants
 * @param evidence what was seen; null: nothing is told
 */
record Claim(
    Question question,
    int lastStatus,
    long responseMicros,
    @Nullable Failure failure,
    @Nullable String text,
    @Nullable String phase,
    Phases phases,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String remoteAddress,
    boolean notRun,
    boolean suspect,
    boolean slow,
    @Nullable Evidence evidence) {}
