package io.iplive.gateway.recovery;

import java.util.List;

/** The topics of the journal as their readers see them. */
public interface PublishedLog {

  /** The broker or the registry does not answer. */
  final class UnavailableException extends RuntimeException {

    /** Why. */
    public UnavailableException(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /**
   * Reads them whole.
   *
   * @throws UnavailableException when they cannot be read
   */
  Knowledge read();

  /**
   * Tells readers that subjects which the journal does not know have ended.
   *
   * @throws UnavailableException when it is not certain that they are told: all again
   */
  void end(List<Known> lost, int epoch);
}
