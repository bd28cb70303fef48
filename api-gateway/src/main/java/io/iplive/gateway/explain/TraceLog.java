package io.iplive.gateway.explain;

/** The topics, read from near their ends. */
public interface TraceLog {

  /** The broker or the registry does not answer in time. */
  final class UnavailableException extends RuntimeException {

    /** Why. */
    public UnavailableException(Throwable cause) {
      super("The topics cannot be read now: " + cause.getMessage(), cause);
    }
  }

  /**
   * What they say of a monitor, and of all nodes, in the last minutes.
   *
   * @throws UnavailableException when they cannot be read
   */
  Traces of(Definition monitor);
}
