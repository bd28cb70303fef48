package io.iplive.gateway.account;

/** Whether an account's monitors run. */
public sealed interface Standing {

  /** They do. */
  record Active() implements Standing {}

  /** They do not, until the reason is gone. */
  record Suspended(Reason reason) implements Standing {}

  /** For good. */
  record Deleted() implements Standing {}

  /** Why an account is suspended. */
  enum Reason {
    /** The next charge cannot be paid. */
    BALANCE,
    /** An operator wants it so. */
    OPERATOR
  }
}
