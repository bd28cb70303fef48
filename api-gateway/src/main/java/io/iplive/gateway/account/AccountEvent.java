package io.iplive.gateway.account;

import java.util.List;

/** What happens to accounts; each carries the whole after it. */
public sealed interface AccountEvent {

  /** The whole after the event. */
  Account after();

  /** A part of an account that can change. */
  enum Part {
    PASSWORD,
    PROFILE,
    APPS
  }

  /** A customer came. */
  record AccountCreated(Account after) implements AccountEvent {}

  /** Something of it is different. */
  record AccountChanged(List<Part> changed, Account after) implements AccountEvent {}

  /** Its monitors rest, or rest for another reason. */
  record AccountSuspended(Account after) implements AccountEvent {}

  /** Its monitors run again. */
  record AccountResumed(Account after) implements AccountEvent {}

  /** It is gone for good. */
  record AccountDeleted(Account after) implements AccountEvent {}
}
