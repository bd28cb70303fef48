package io.iplive.notifier.routing;

import io.iplive.notifier.message.Message.OfOutage;

/**
 * An outage opened or closed.
 *
 * @param message OutageOpened or OutageClosed
 */
public record OutageFact(String eventId, OfOutage message) {

  long targetId() {
    return message.outage().targetId();
  }

  /** Of which monitor. */
  public long monitorId() {
    return message.outage().monitorId();
  }
}
