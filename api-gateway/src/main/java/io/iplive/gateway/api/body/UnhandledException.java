package io.iplive.gateway.api.body;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A call that is not handled at all: another HTTP status than 200. */
public final class UnhandledException extends RuntimeException {

  private final HttpStatus status;
  private final @Nullable Duration retryAfter;

  /** With a sentence for the caller, and when to come again if that helps. */
  public UnhandledException(HttpStatus status, String sentence, @Nullable Duration retryAfter) {
    super(sentence, null, false, false);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The status of the answer. */
  public HttpStatus status() {
    return status;
  }

  /** When to come again; null: no use. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
