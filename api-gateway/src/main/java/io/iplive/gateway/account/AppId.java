package io.iplive.gateway.account;

/** An app's id, from 1. */
public record AppId(long value) {}
