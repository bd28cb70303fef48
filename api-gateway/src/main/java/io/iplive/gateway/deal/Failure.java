package io.iplive.gateway.deal;

/**
 * A row of the published list of failure codes.
 *
 * @param ours whether the fault is this installation's: such a result is never a vote
 */
public record Failure(int number, boolean ours, String sentence) {

  private static final int TOO_MANY_REDIRECTS = 2046;
  private static final int REDIRECT_INVALID = 2047;

  /** Whether it says more than the status code that came with it. */
  boolean aboutRedirects() {
    return number == TOO_MANY_REDIRECTS || number == REDIRECT_INVALID;
  }
}
