package io.iplive.gateway.monitor;

/** A target's id, from 1, below 2^31: panels keep it in INT columns. */
public record TargetId(long value) {}
