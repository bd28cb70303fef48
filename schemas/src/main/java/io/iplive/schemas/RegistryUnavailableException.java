package io.iplive.schemas;

import org.apache.kafka.common.errors.RetriableException;

/** The registry gave no answer to what it was asked: the record is fine, try again. */
public final class RegistryUnavailableException extends RetriableException {

  /** Below it, it is up: a login is wrong, say. */
  private static final int SERVER_ERROR = 500;

  RegistryUnavailableException(String what, Throwable cause) {
    super("The schema registry did not answer: " + what, cause);
  }

  RegistryUnavailableException(String what, int status) {
    super(
        "The schema registry %s: %s (%d)"
            .formatted(
                status < SERVER_ERROR ? "refused to answer" : "did not answer", what, status));
  }
}
