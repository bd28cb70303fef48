package io.iplive.gateway.history;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Sends again what was sent or given up. */
public interface Redelivery {

  /**
   * Queues what was told in a range.
   *
   * @param contact null: to every contact
   * @return how many are queued; empty: nobody could be asked to
   */
  OptionalInt redeliver(AccountId account, Instant from, Instant to, @Nullable ContactId contact);
}
