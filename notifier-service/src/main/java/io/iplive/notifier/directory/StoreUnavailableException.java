package io.iplive.notifier.directory;

/** The database did not do what was asked, and nothing of it was done: try again. */
public sealed class StoreUnavailableException extends RuntimeException permits UnstorableException {

  public StoreUnavailableException(Throwable cause) {
    this("The database did not answer", cause);
  }

  StoreUnavailableException(String what, Throwable cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
