package io.iplive.gateway.maintenance;

/** A maintenance's id, from 1, below 2^31. */
public record MaintenanceId(long value) {}
