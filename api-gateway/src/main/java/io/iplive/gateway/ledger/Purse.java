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

  /** Whether the next check costs something and cannot be paid. */
  public boolean broke() {
    return !test && terms.check().isPositive() && balance.compareTo(terms.check()) < 0;
  }

  /** Whether its owner should think of paying. */
  public boolean low() {
    return !test && !terms.free() && balance.compareTo(terms.lowMark()) < 0;
  }
}
