package io.iplive.gateway.account;

/** A contact's id, from 1, below 2^31. */
public record ContactId(long value) {}
