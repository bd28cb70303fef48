package io.iplive.prober.probe;

import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.check.ExpectedCodes;

/** From raw facts to an outcome, and whether another attempt is due. */
public final class Judge {

  private Judge() {}

  /**
   * The outcome of one attempt. An unexpected status code outweighs a failure that came after it:
   * the status is what the customer's server said.
   */
  public static Outcome outcome(Attempt attempt, ExpectedCodes expected) {
    return switch (attempt.finding()) {
      case Finding.Answered(int status) ->
          expected.matches(status) ? new Outcome.Up() : unexpected(status, expected);
      case Finding.Satisfied() -> new Outcome.Up();
      case Finding.Broken(int status, Failure failure) ->
          expected.matches(status) || failure.fault().ours() || failure.fault().aboutRedirects()
              ? failed(failure)
              : unexpected(status, expected);
      case Finding.Failed(Failure failure) -> failed(failure);
    };
  }

  /** Whether a further attempt follows at once: only a target that failed is tried again. */
  public static boolean again(Outcome outcome, int attemptsMade, int retryCount) {
    return switch (outcome) {
      case Outcome.Down _ -> attemptsMade <= retryCount;
      case Outcome.Up _, Outcome.NotRun _ -> false;
    };
  }

  private static Outcome unexpected(int status, ExpectedCodes expected) {
    return new Outcome.Down(
        new Failure(
            Fault.HTTP_STATUS,
            Phase.TRANSFER,
            "The HTTP status code is %d, expected is %s".formatted(status, expected)));
  }

  private static Outcome failed(Failure failure) {
    return failure.fault().ours() ? new Outcome.NotRun(failure) : new Outcome.Down(failure);
  }
}
