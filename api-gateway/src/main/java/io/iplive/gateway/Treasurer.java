package io.iplive.gateway;

import io.iplive.gateway.account.AccountCommand;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.journal.JournalUnavailableException;
import io.iplive.gateway.ledger.BalanceNotices;
import io.iplive.gateway.ledger.Duty;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Purse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after balances: suspends who cannot pay, resumes who can again, and hands over what is to
 * be told. Every replica may do it, each thing happens once.
 */
final class Treasurer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Treasurer.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration HANDING_PAUSE = Duration.ofSeconds(15);
  private static final int BATCH = 100;

  private final Ledger ledger;
  private final AccountJournal accounts;
  private final BalanceNotices notices;
  private final Clock clock;
  private Instant nextHanding = Instant.MIN;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("gateway-treasurer").daemon().unstarted(this::run);

  Treasurer(Ledger ledger, AccountJournal accounts, BalanceNotices notices, Clock clock) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.notices = notices;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          ledger.watched().forEach(this::look);
          hand();
        } catch (JournalUnavailableException e) {
          LOG.warn("Balances are looked after again in a moment: {}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Purse purse) {
    try {
      discharge(purse, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    } catch (JournalUnavailableException e) {
      throw e;
    } catch (RuntimeException e) { // One account's fault must not keep the others waiting.
      LOG.error("The balance of {} could not be looked after", purse.account(), e);
    }
  }

  private void discharge(Purse purse, Instant now) {
    for (Duty duty : Duty.of(purse)) {
      switch (duty) {
        case SUSPEND -> suspend(purse.account(), now);
        case RESUME -> {
          accounts.execute(purse.account(), new AccountCommand.Resume(Reason.BALANCE), now);
          LOG.info("{} has money again", purse.account());
        }
        case TELL_LOW -> ledger.tellLow(purse.account(), now);
        case FORGET_LOW -> ledger.forgetLow(purse.account());
      }
    }
  }

  /** An account that paid while the others were looked after goes on. */
  private void suspend(AccountId account, Instant now) {
    if (ledger.purse(account).map(Duty::of).orElse(Set.of()).contains(Duty.SUSPEND)) {
      accounts.execute(account, new AccountCommand.Suspend(Reason.BALANCE), now);
      LOG.info("{} has no money for its next check", account);
    }
  }

  /** While nobody takes them, one try is enough for a while. */
  private void hand() {
    if (clock.instant().isBefore(nextHanding)) {
      return;
    }
    for (Ledger.LowNotice notice : ledger.waiting(BATCH)) {
      if (!notices.hand(notice)) {
        nextHanding = clock.instant().plus(HANDING_PAUSE);
        return;
      }
      ledger.handed(notice.id());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(FAREWELL);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
