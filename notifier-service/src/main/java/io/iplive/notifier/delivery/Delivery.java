package io.iplive.notifier.delivery;

import io.iplive.notifier.message.DeliveryId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recorded delivery whose turn it is.
 *
 * @param number in the journal, ascending in the order of events
 * @param attempts how many were made
 * @param age since it was due first
 * @param text what is sent in place of the message's own words; null: those
 */
public record Delivery(
    long number,
    long laneNumber,
    NewDelivery content,
    int attempts,
    Duration age,
    @Nullable String text) {

  /** What the receiver drops repeats by. */
  public DeliveryId id() {
    return content.id();
  }
}
