package io.iplive.gateway.projection;

/** What a record of a topic said, and where it stands there. */
public record Located<T>(int partition, long offset, T fact) {}
