package io.iplive.gateway.account;

/** An account's id, from 1. */
public record AccountId(long value) {}
