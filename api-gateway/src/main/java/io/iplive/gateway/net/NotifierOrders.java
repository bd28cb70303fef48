package io.iplive.gateway.net;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.ContactId;
import io.iplive.gateway.history.Redelivery;
import io.iplive.gateway.ledger.BalanceNotices;
import io.iplive.gateway.ledger.Ledger;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the notifier is asked to deliver: notices of balances, and what it sent once more. */
public final class NotifierOrders implements BalanceNotices, Redelivery {

  private final NotifierClient notifier;

  /** Asks by {@code notifier}. */
  public NotifierOrders(NotifierClient notifier) {
    this.notifier = notifier;
  }

  private record Notice(long accountId, String eventId, String event, long atMs) {}

  private record Again(long accountId, long fromMs, long toMs, @Nullable Long contactId) {}

  private record Queued(int queued) {}

  @Override
  public boolean hand(Ledger.LowNotice notice) {
    Notice body =
        new Notice(
            notice.account().value(), notice.id(), "BALANCE_LOW", notice.at().toEpochMilli());
    return notifier.post("/internal/balance-notice", body, Queued.class).isPresent();
  }

  @Override
  public OptionalInt redeliver(
      AccountId account, Instant from, Instant to, @Nullable ContactId contact) {
    Again body =
        new Again(
            account.value(),
            from.toEpochMilli(),
            to.toEpochMilli(),
            contact == null ? null : contact.value());
    return notifier
        .post("/internal/redeliver", body, Queued.class)
        .map(answer -> OptionalInt.of(answer.queued()))
        .orElseGet(OptionalInt::empty);
  }
}
