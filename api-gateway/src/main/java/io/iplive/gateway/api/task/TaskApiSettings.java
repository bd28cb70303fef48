package io.iplive.gateway.api.task;

import java.util.List;

/**
 * What the installation decides of the task API.
 *
 * @param allowGetPassword whether a password may stand in an address, as the seed's callers do
 * @param trustedProxies addresses whose X-Forwarded-For is believed
 */
public record TaskApiSettings(boolean allowGetPassword, List<String> trustedProxies) {}
