package io.iplive.gateway.history;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.history.DeliveryFact.Sms;
import io.iplive.gateway.monitor.TargetId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages sent by SMS. */
public interface SmsLog {

  /**
   * A message.
   *
   * @param target null: of none
   * @param priceMicros what the account was charged
   * @param changedAt when something was last heard of it
   */
  record Message(Sms sms, @Nullable TargetId target, long priceMicros, Instant changedAt) {}

  /** Some messages of very many. */
  record Page(long total, List<Message> messages) {}

  /**
   * Messages first heard of in a range, newest first.
   *
   * @param target null: of all
   */
  Page messages(
      AccountId account, @Nullable TargetId target, Instant from, Instant to, long skip, int most);
}
