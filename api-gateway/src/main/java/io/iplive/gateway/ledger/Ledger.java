package io.iplive.gateway.ledger;

import io.iplive.gateway.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What accounts paid and were charged; its sum is the balance. */
public interface Ledger {

  /**
   * A notice of a low balance that is not handed over yet.
   *
   * @param id makes it unique, however often it is handed over
   */
  record LowNotice(String id, AccountId account, Instant at) {}

  /**
   * Enters a payment, once: the same id of the account again enters nothing.
   *
   * @return the balance after it; empty: that id is of another amount
   */
  Optional<Money> topUp(AccountId account, String id, Money amount, Instant at);

  /** The terms in force. */
  Terms terms(AccountId account);

  /** Sets the terms from now on. */
  void set(AccountId account, Terms terms, Instant at);

  /** The account's money; empty: it never had to do with any. */
  Optional<Purse> purse(AccountId account);

  /**
   * Charges of a while.
   *
   * @param first when the first of them was
   */
  record Spent(Money amount, Instant first) {}

  /** What an account was charged since then; empty: nothing. */
  Optional<Spent> spent(AccountId account, Instant since);

  /** The purses of accounts that something may be due about. */
  List<Purse> watched();

  /** Notes that a balance is to be told to be low, unless that is noted. */
  void tellLow(AccountId account, Instant at);

  /** Lets it be told again. */
  void forgetLow(AccountId account);

  /** Notices to be handed over, the oldest first. */
  List<LowNotice> waiting(int most);

  /** A notice was handed over. */
  void handed(String id);
}
