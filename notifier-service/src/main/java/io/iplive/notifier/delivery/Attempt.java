package io.iplive.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

/** One call of a receiver. */
public record Attempt(Instant startedAt, Duration latency, Answer answer) {}
