package io.iplive.gateway.node;

/** A node's id, from 1; it names the node's job topic. */
public record NodeId(long value) {}
