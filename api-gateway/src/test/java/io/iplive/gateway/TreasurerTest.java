package io.iplive.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.gateway.account.Account;
import io.iplive.gateway.account.AccountCommand;
import io.iplive.gateway.account.AccountEvent.AccountCreated;
import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.AccountJournal;
import io.iplive.gateway.account.AppId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Standing.Reason;
import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Money;
import io.iplive.gateway.ledger.Purse;
import io.iplive.gateway.ledger.Terms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Looks at purses that were read a while ago. */
class TreasurerTest {

  private static final AccountId PAID = new AccountId(1);
  private static final AccountId OWES = new AccountId(2);
  private static final Terms TERMS =
      new Terms(new Money(1_000), Money.ZERO, "RUB", new Money(10_000));

  private final List<AccountId> suspended = new CopyOnWriteArrayList<>();

  /** Suspending what has money ends its outages and stops its probes for nothing. */
  @Test
  void whoPaidWhileTheOthersWereLookedAfterGoesOn() {
    Purses purses = new Purses();
    try (Treasurer treasurer =
        new Treasurer(purses, new Commands(), _ -> true, Clock.systemUTC())) {
      treasurer.start();
      await().until(() -> purses.looks.get() > 1);
    }
    assertThat(suspended).isNotEmpty().containsOnly(OWES);
  }

  private static Purse held(AccountId account, long balance) {
    return new Purse(account, new Standing.Active(), false, new Money(balance), TERMS, true);
  }

  /** All are read as broke; asked for again, one has paid. */
  private static final class Purses implements Ledger {

    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public List<Purse> watched() {
      looks.incrementAndGet();
      return List.of(held(PAID, 0), held(OWES, 0));
    }

    @Override
    public Optional<Purse> purse(AccountId account) {
      return Optional.of(held(account, account.equals(PAID) ? 20_000 : 0));
    }

    @Override
    public Optional<Money> topUp(AccountId account, String id, Money amount, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Terms terms(AccountId account) {
      return TERMS;
    }

    @Override
    public void set(AccountId account, Terms terms, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Spent> spent(AccountId account, Instant since) {
      return Optional.empty();
    }

    @Override
    public void tellLow(AccountId account, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forgetLow(AccountId account) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<LowNotice> waiting(int most) {
      return List.of();
    }

    @Override
    public void handed(String id) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Commands implements AccountJournal {

    @Override
    public Optional<Account> execute(AccountId account, AccountCommand command, Instant at) {
      assertThat(command).isEqualTo(new AccountCommand.Suspend(Reason.BALANCE));
      suspended.add(account);
      return Optional.empty();
    }

    @Override
    public AccountId nextAccount() {
      throw new UnsupportedOperationException();
    }

    @Override
    public AppId nextApp() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean record(AccountCreated event, Instant at) {
      throw new UnsupportedOperationException();
    }
  }
}
