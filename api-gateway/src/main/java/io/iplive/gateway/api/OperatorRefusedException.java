package io.iplive.gateway.api;

import org.springframework.http.HttpStatus;

/** Ends a call of the operators' API with a sentence that says what to do. */
public final class OperatorRefusedException extends RuntimeException {

  private final HttpStatus status;

  /** With a status of its own. */
  public OperatorRefusedException(HttpStatus status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
