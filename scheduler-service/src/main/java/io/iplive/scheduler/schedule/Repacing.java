package io.iplive.scheduler.schedule;

import io.iplive.scheduler.monitor.Version;

/**
 * The verdict on which interval rules.
 *
 * @param monitorId the monitor
 * @param version of the definition it was reached under
 * @param pace from now on
 */
public record Repacing(long monitorId, Version version, Pace pace) {}
