package io.iplive.notifier.delivery;

import io.iplive.notifier.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * An outage opened or closed.
 *
 * @param message what is told of it; null: nothing, it ended without a recovery
 */
public record OutageFact(
    String eventId, long monitorId, long targetId, @Nullable Message message) {}
