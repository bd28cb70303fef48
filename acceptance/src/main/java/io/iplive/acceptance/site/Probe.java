package io.iplive.acceptance.site;

import java.time.Instant;

/**
 * A probe as its target saw it.
 *
 * @param address that was connected to
 * @param at when the connection was accepted
 * @param behaviour in force then
 */
public record Probe(String address, Instant at, Behaviour behaviour) {}
