package io.iplive.gateway.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A call that is not handled at all: another HTTP status than 200. */
final class UnhandledException extends RuntimeException {

  private final HttpStatus status;
  private final @Nullable Duration retryAfter;

  UnhandledException(HttpStatus status, String sentence, @Nullable Duration retryAfter) {
    super(sentence, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  HttpStatus status() {
    return status;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
