package io.iplive.gateway.deal;

import java.util.Optional;

/** The published list of failure codes. */
public interface FailureList {

  int CONNECTION_ERROR = 2013;
  int TIMEOUT = 2020;
  int HTTP_STATUS = 2040;

  /** The row of a number. */
  Optional<Failure> find(int number);

  /** A row that is always there. */
  default Failure known(int number) {
    return find(number)
        .orElseThrow(() -> new IllegalStateException("No failure has the code " + number));
  }
}
