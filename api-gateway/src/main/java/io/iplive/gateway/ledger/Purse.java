package io.iplive.gateway.ledger;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;

/**
 * An account's money.
 *
 * @param test nothing is charged
 * @param lowTold whether its owner was told that it is low
 */
public record Purse(
    AccountId account,
    Standing standing,
    boolean test,
    Money balance,
    Terms terms,
    boolean lowTold) {

  /**
   * Whether the next charge costs something and cannot be paid. Where checks are free only messages
   * are charged, after they were sent: then it is who owes for one.
   */
  public boolean broke() {
    if (test) {
      return false;
    }
    return terms.check().isPositive()
        ? balance.compareTo(terms.check()) < 0
        : terms.sms().isPositive() && balance.compareTo(Money.ZERO) < 0;
  }

  /** Whether its owner should think of paying. */
  public boolean low() {
    return !test && !terms.free() && balance.compareTo(terms.lowMark()) < 0;
  }
}
