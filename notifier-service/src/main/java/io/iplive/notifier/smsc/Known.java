package io.iplive.notifier.smsc;

/** What the provider knows of a message. */
public sealed interface Known {

  /**
   * It has it.
   *
   * @param state where the message is
   * @param error of the operator; 0: none
   */
  record Here(int state, int error) implements Known {}

  /** It has never had it. */
  record Missing() implements Known {}
}
