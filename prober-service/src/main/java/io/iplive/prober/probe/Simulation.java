package io.iplive.prober.probe;

import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.check.ExpectedCodes;
import java.time.Instant;

/**
 * What is reported in place of a probe: nothing is sent to anybody.
 *
 * @param statusCode as if it had been received; 0: no answer
 * @param until from then on probes are real
 */
public record Simulation(int statusCode, Instant until) {

  private static final int NO_ANSWER = 0;

  /** Whether it still holds. */
  public boolean on(Instant now) {
    return now.isBefore(until);
  }

  /** What it reports. */
  public ProbeReport report(ExpectedCodes expected, Instant now) {
    Finding finding =
        statusCode == NO_ANSWER
            ? new Finding.Failed(new Failure(Fault.TIMEOUT, null, "Simulated: no answer"))
            : new Finding.Answered(statusCode);
    Attempt attempt = new Attempt(finding, Phases.NONE, null, Evidence.NONE);
    return new ProbeReport(Judge.outcome(attempt, expected), attempt, 1, now, now);
  }
}
