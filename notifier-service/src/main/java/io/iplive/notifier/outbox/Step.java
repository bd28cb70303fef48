package io.iplive.notifier.outbox;

import io.iplive.notifier.directory.Contact.Channel;
import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.silence.Reason;
import io.iplive.notifier.text.NoticeKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a delivery, to be published.
 *
 * @param position in the outbox
 * @param eventId unique over installations, the same whenever it is published again
 * @param causeId event that is told
 * @param notice null: a round
 * @param contactId null: an app's
 * @param appId null: a contact's
 * @param channel null: an app's, or a contact that is gone
 * @param monitorId 0: none
 * @param targetId 0: none
 * @param silence why an outage is told to nobody for now; null: not what it says
 */
public record Step(
    long position,
    String eventId,
    Kind kind,
    DeliveryId deliveryId,
    String causeId,
    @Nullable NoticeKind notice,
    long accountId,
    @Nullable Long contactId,
    @Nullable Long appId,
    @Nullable Channel channel,
    long monitorId,
    long targetId,
    @Nullable Long outageId,
    Instant occurredAt,
    Last last,
    @Nullable Receipt sms,
    @Nullable Reason silence) {

  /** What became of the delivery. */
  public enum Kind {
    RECORDED,
    DELIVERED,
    GIVEN_UP,
    HELD,
    DROPPED,
    STATE_CHANGED,
    /** There is none: an outage is told to nobody for now. */
    SILENCED
  }

  /**
   * The last attempt.
   *
   * @param attempts made so far
   * @param latencyMillis null: none made
   * @param answerCode null: no answer
   * @param error what went wrong; null: nothing
   */
  public record Last(
      int attempts,
      @Nullable Integer latencyMillis,
      @Nullable Integer answerCode,
      @Nullable String error) {}

  /**
   * What the SMS provider said.
   *
   * @param costMicros what it took, in micro-units of its currency
   * @param state of the delivery to the phone; null: none known yet
   * @param error null: none
   * @param sentAt null: not accepted
   */
  public record Receipt(
      long smsId,
      String phone,
      String text,
      int parts,
      long costMicros,
      @Nullable Integer state,
      @Nullable Integer error,
      @Nullable Instant sentAt) {}
}
