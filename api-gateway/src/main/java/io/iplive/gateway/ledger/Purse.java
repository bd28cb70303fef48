package io.iplive.gateway.ledger;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;

/**
 * An account's money, and what was told of it.
 *
 * @param test nothing is charged
 * @param lowTold that it is low
 * @param zeroTold that its monitors rest
 */
public record Purse(
    AccountId account,
    Standing standing,
    boolean test,
    Money balance,
    Terms terms,
    boolean lowTold,
    boolean zeroTold) {

  /** Whether the next check costs something and cannot be paid. */
  public boolean broke() {
    return !test && terms.check().isPositive() && balance.compareTo(terms.check()) < 0;
  }

  /** Whether its owner should think of paying. */
  public boolean low() {
    return !test && !terms.free() && balance.compareTo(terms.lowMark()) < 0;
  }
}
