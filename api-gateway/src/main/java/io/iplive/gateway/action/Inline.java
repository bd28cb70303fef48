package io.iplive.gateway.action;

/** A record whose fields stand among those of the record that has it, in its place. */
public interface Inline {}
