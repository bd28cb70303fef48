package io.iplive.gateway.task;

import java.time.Instant;

/**
 * What probes of a test account's task report instead of probing.
 *
 * @param status the HTTP code; 0: no answer
 */
public record Simulation(int status, Instant until) {}
