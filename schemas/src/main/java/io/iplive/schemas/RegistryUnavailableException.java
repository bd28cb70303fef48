package io.iplive.schemas;

import org.apache.kafka.common.errors.RetriableException;

/** The registry did not answer: the record is fine, try again. */
public final class RegistryUnavailableException extends RetriableException {

  RegistryUnavailableException(String what, Throwable cause) {
    super("The schema registry did not answer: " + what, cause);
  }

  RegistryUnavailableException(String what, int status) {
    super("The schema registry did not answer: " + what + " (" + status + ")");
  }
}
