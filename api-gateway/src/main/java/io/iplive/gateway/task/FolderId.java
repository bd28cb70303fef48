package io.iplive.gateway.task;

/** A folder's id, from 1. */
public record FolderId(long value) {}
