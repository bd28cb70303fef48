package io.iplive.scheduler.monitor;

/**
 * One address of a monitor, judged alone.
 *
 * @param id given by the gateway
 * @param recordId the caller's id of the record
 * @param address literal or host name
 * @param addressVersion version of the definition in which the address was set
 */
public record Target(long id, long recordId, String address, long addressVersion) {}
