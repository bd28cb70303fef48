package io.iplive.notifier.sending;

import io.iplive.notifier.call.Call;
import io.iplive.notifier.message.DeliveryId;
import org.jspecify.annotations.Nullable;

/** What is sent at an attempt. */
public sealed interface Outgoing {

  /** A call of a customer's receiver. */
  record Web(Call call) implements Outgoing {}

  /** A call of the Bot API. */
  record Chat(Call call) implements Outgoing {}

  /**
   * A mail.
   *
   * @param from sender's address; null: the installation's
   * @param fromName null: none
   * @param replyTo null: none
   */
  record Mail(
      DeliveryId id,
      String to,
      @Nullable String from,
      @Nullable String fromName,
      @Nullable String replyTo,
      String subject,
      String text,
      String html)
      implements Outgoing {}

  /**
   * An SMS.
   *
   * @param number of the delivery in the journal
   * @param sender null: the provider's default
   */
  record Sms(
      long number,
      DeliveryId id,
      long accountId,
      long contactId,
      String phone,
      String text,
      @Nullable String sender)
      implements Outgoing {}
}
