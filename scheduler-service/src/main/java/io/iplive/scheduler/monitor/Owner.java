package io.iplive.scheduler.monitor;

import org.jspecify.annotations.Nullable;

/**
 * Whose monitor it is: what callbacks and charges need.
 *
 * @param accountId the account
 * @param appId app of the iplive API; null for a task
 * @param appName name of that app
 * @param groupId the caller's group id; null for a task
 */
public record Owner(
    long accountId, @Nullable Long appId, @Nullable String appName, @Nullable Long groupId) {}
