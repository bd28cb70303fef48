package io.iplive.gateway.monitor;

import io.iplive.gateway.address.IpAddress;

/**
 * One address of a monitor, judged alone.
 *
 * @param recordId the caller's id
 * @param addressVersion version of the monitor in which this address was set
 */
public record Target(TargetId id, long recordId, IpAddress address, long addressVersion) {}
