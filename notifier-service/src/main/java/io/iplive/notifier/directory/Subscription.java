package io.iplive.notifier.directory;

import org.jspecify.annotations.Nullable;

/**
 * A monitor and who hears of its rounds.
 *
 * @param app null for a task, and for an app that is gone
 */
public record Subscription(Monitor monitor, @Nullable App app) {}
