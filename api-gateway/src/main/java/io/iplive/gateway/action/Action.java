package io.iplive.gateway.action;

/** One action of the task API. Safe for use by several threads. */
public interface Action {

  /** The value of {@code action} that calls it. */
  String name();

  /**
   * Reads the parameters and does what they ask for, or says everything that is wrong with them.
   */
  Result perform(ActionCall call);
}
