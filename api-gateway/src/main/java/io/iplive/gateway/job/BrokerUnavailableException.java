package io.iplive.gateway.job;

/** The broker does not answer in time; nothing is taken, try again. */
public final class BrokerUnavailableException extends RuntimeException {

  /** Without a cause that is known here. */
  public BrokerUnavailableException(String message) {
    super(message);
  }

  /** Why. */
  public BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
