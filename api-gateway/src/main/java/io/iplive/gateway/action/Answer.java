package io.iplive.gateway.action;

/** What an action answers: a record, whose components are the fields behind {@code result}. */
public interface Answer {

  /** Whether {@code ignored} is shown when it is empty, too. */
  default boolean alwaysShowsIgnored() {
    return false;
  }
}
