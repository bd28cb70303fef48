package io.iplive.notifier.directory;

/** What was asked can never be done as it is: the database is there and refuses it. */
public final class UnstorableException extends StoreUnavailableException {

  public UnstorableException(Throwable cause) {
    super("The database refused it", cause);
  }
}
