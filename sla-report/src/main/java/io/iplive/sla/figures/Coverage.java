package io.iplive.sla.figures;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the figures come from.
 *
 * @param exactFrom from when on every target is told round by round; empty: none is to the end
 * @param exactMillis time of targets told round by round
 * @param rolledMillis time of targets told by hourly sums
 */
public record Coverage(Optional<Instant> exactFrom, long exactMillis, long rolledMillis) {}
