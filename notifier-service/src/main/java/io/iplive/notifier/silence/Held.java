package io.iplive.notifier.silence;

import io.iplive.notifier.message.Outage;
import java.time.Instant;

/**
 * An outage that is told to nobody for now.
 *
 * @param eventId of its beginning
 * @param openedAt when it was decided, by the rounds' time
 * @param until for how long at least
 * @param over whether it ended so: it is never told
 */
public record Held(
    String eventId,
    Outage outage,
    long accountId,
    Instant openedAt,
    Reason reason,
    Instant until,
    boolean over) {}
