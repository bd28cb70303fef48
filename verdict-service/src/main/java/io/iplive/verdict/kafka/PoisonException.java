package io.iplive.verdict.kafka;

/** A record that can be decoded but not be meant; thrown before anything is changed. */
public final class PoisonException extends RuntimeException {

  PoisonException(String message) {
    super(message);
  }

  PoisonException(IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
  }
}
