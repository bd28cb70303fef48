package io.iplive.gateway.action;

import java.time.Instant;

/**
 * A call of an action by somebody who logged in.
 *
 * @param at when it came, to the millisecond
 */
public record ActionCall(Caller caller, Inputs inputs, Instant at) {}
