package io.iplive.notifier.routing;

import io.iplive.notifier.message.Message.OfOutage;
import java.time.Instant;

/**
 * An outage opened or closed.
 *
 * @param message OutageOpened or OutageClosed
 * @param at when, by the time of the rounds
 */
public record OutageFact(String eventId, OfOutage message, Instant at) {

  /** Of which target. */
  public long targetId() {
    return message.outage().targetId();
  }

  /** Of which monitor. */
  public long monitorId() {
    return message.outage().monitorId();
  }
}
