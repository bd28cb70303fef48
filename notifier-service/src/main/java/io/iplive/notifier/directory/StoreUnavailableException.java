package io.iplive.notifier.directory;

/** The database did not do what was asked, and nothing of it was done: try again. */
public final class StoreUnavailableException extends RuntimeException {

  public StoreUnavailableException(Throwable cause) {
    super("The database did not answer: " + cause.getMessage(), cause);
  }
}
