package io.iplive.gateway.ledger;

/** Takes notices of balances to those who deliver them. */
@FunctionalInterface
public interface BalanceNotices {

  /** Hands one over; false: nobody took it. */
  boolean hand(Ledger.LowNotice notice);
}
