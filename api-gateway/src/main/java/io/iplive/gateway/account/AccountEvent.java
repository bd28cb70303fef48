package io.iplive.gateway.account;

/** What happens to accounts and contacts; each carries the whole after it. */
public sealed interface AccountEvent {

  /** A customer came. */
  record AccountCreated(Account after) implements AccountEvent {}

  /** Somebody is to be told. */
  record ContactCreated(Contact after) implements AccountEvent {}
}
