package io.iplive.notifier.delivery;

/** What came back from a receiver. */
public sealed interface Answer {

  /**
   * It answered.
   *
   * @param code HTTP status code
   * @param head the first 1 KiB of the body, as text
   */
  record Answered(int code, String head) implements Answer {}

  /** It did not answer. */
  record Failed(Failure failure, String text) implements Answer {}

  /** Why there is no answer. */
  enum Failure {
    /** The address is not one that can be called. */
    ADDRESS,
    /** The outbound policy forbids every address that the name resolves to. */
    POLICY,
    NAME,
    CONNECT,
    TLS,
    TIMEOUT,
    CLOSED,
    PROTOCOL,
    /** The secret could not be opened: ours, not the receiver's. */
    SECRET
  }
}
