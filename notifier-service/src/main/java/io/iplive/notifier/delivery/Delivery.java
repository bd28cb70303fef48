package io.iplive.notifier.delivery;

import io.iplive.notifier.message.DeliveryId;
import java.time.Duration;

/**
 * A recorded delivery whose turn it is.
 *
 * @param number in the journal, ascending in the order of events
 * @param attempts how many were made
 * @param age since it was recorded
 */
public record Delivery(
    long number, long laneNumber, NewDelivery content, int attempts, Duration age) {

  /** What the receiver drops repeats by. */
  public DeliveryId id() {
    return content.id();
  }
}
