package io.iplive.gateway.deal;

/** Microseconds by phase of the last attempt; -1: not reached, or not said. */
public record Phases(
    long resolve, long connect, long tls, long send, long firstByte, long transfer) {}
