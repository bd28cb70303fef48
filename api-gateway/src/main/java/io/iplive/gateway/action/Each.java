package io.iplive.gateway.action;

import java.util.List;

/**
 * One of several things that were asked for in one call, answered as a call of its own would be.
 */
public record Each(Result result, List<String> ignored) {}
