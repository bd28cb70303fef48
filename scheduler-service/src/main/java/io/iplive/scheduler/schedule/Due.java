package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Target;
import java.time.Instant;

/**
 * A target of a round.
 *
 * @param target probed
 * @param position index in the caller's list
 * @param at when its probes start
 */
public record Due(Target target, int position, Instant at) {}
