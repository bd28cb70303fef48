package io.iplive.gateway.ledger;

import java.time.Instant;

/**
 * Something that is paid for, at the price that was in force then.
 *
 * @param eventId makes it unique, however often it is heard of
 */
public record Charge(String eventId, long accountId, Instant at, long quantity) {

  /** What is paid for. */
  public enum Kind {
    CHECKS,
    SMS
  }

  /** The checks of a window, at its end: prices that are set within it are those of all of it. */
  public static Charge ofChecks(String usageId, long accountId, Instant end, long checks) {
    return new Charge("checks-" + usageId, accountId, end, checks);
  }

  /** The parts of a message. */
  public static Charge ofSms(long smsId, long accountId, Instant sentAt, int parts) {
    return new Charge("sms-" + smsId, accountId, sentAt, parts);
  }
}
