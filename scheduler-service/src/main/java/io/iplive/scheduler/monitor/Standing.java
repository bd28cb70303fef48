package io.iplive.scheduler.monitor;

import java.time.Instant;

/** Whether the monitors of an account run, and since which event of the account. */
public sealed interface Standing {

  /** Nothing was heard of the account: its monitors run. */
  Standing UNHEARD = new Good(new Version(0, 0), Instant.EPOCH);

  /** Version of the account's event. */
  Version version();

  /** When the command was taken. */
  Instant at();

  /** They run. */
  record Good(Version version, Instant at) implements Standing {}

  /** They do not. */
  record Suspended(Version version, Instant at, Reason reason) implements Standing {}

  /** Why an account is suspended. */
  enum Reason {
    BALANCE,
    /** By an operator; or the account is deleted. */
    OPERATOR
  }
}
