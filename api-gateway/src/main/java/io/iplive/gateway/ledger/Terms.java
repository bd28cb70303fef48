package io.iplive.gateway.ledger;

/**
 * What an account pays, from now on.
 *
 * @param currency three letters
 * @param lowMark the account is told when its balance falls below it
 */
public record Terms(Money check, Money sms, String currency, Money lowMark) {

  /** Of accounts that nobody gave any. */
  public static final Terms FREE = new Terms(Money.ZERO, Money.ZERO, "RUB", new Money(10_000_000));

  /** Whether anything costs anything. */
  public boolean free() {
    return !check.isPositive() && !sms.isPositive();
  }
}
