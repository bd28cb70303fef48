package io.iplive.notifier.delivery;

import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One event to one receiver, to be recorded.
 *
 * @param eventId unique together with the receiver: the same event again makes no second delivery
 * @param notBefore unix seconds; null: at once
 */
public record NewDelivery(
    String eventId,
    long accountId,
    Lane lane,
    Message message,
    Repeats repeats,
    @Nullable Long notBefore) {

  /** What the receiver drops repeats by. */
  public DeliveryId id() {
    return switch (lane.receiver()) {
      case CONTACT -> DeliveryId.toContact(eventId, lane.receiverId());
      case APP -> DeliveryId.toApp(eventId, lane.receiverId());
    };
  }
}
