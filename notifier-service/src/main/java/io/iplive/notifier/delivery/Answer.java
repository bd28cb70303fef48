package io.iplive.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back from a receiver. */
public sealed interface Answer {

  /**
   * An HTTP receiver answered; whether that is a delivery, its policy says.
   *
   * @param code HTTP status code
   * @param head the first 1 KiB of the body, as text
   */
  record Answered(int code, String head) implements Answer {}

  /** It did not answer. */
  record Failed(Failure failure, String text) implements Answer {}

  /** A channel took the message. */
  record Accepted(int code, String text) implements Answer {}

  /** A channel refused the message for good. */
  record Refused(int code, String text) implements Answer {}

  /**
   * A channel asks to come again.
   *
   * @param pause at least so long; null: as the policy has it
   */
  record Deferred(int code, String text, @Nullable Duration pause) implements Answer {}

  /** The channel itself is held up: the message waits with all others. */
  record Held(int code, String text, Duration pause) implements Answer {}

  /** Nothing was sent, on purpose. */
  record Withheld(String why) implements Answer {}

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
    SECRET,
    /** The channel is not set up here: ours. */
    CHANNEL;

    /** Whether it is this installation's fault, and not the receiver's. */
    boolean isOurs() {
      return this == SECRET || this == CHANNEL;
    }
  }
}
