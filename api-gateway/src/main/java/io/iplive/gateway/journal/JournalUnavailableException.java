package io.iplive.gateway.journal;

/** The database cannot be reached or takes no work; nothing is recorded, try again. */
public final class JournalUnavailableException extends RuntimeException {

  /** Why. */
  public JournalUnavailableException(Throwable cause) {
    super("The database cannot be reached", cause);
  }
}
