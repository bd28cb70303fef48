package io.iplive.prober.probe;

import io.iplive.prober.probe.Attempt.Finding;
import io.iplive.prober.probe.check.ExpectedCodes;
import java.time.Instant;
import java.util.Set;

/**
 * What is reported in place of a probe: nothing is sent to anybody.
 *
 * @param statusCode as if it had been received; 0: no answer. Of protocols without status codes 200
 *     is a good end, everything else none
 * @param until from then on probes are real
 */
public record Simulation(int statusCode, Instant until) {

  private static final int NO_ANSWER = 0;
  private static final int OK = 200;
  private static final Set<String> WITH_STATUS = Set.of("http", "https");

  /** Whether it still holds. */
  public boolean on(Instant now) {
    return now.isBefore(until);
  }

  /** What it reports of a probe by a protocol. */
  public ProbeReport report(String protocol, ExpectedCodes expected, Instant now) {
    Attempt attempt = new Attempt(finding(protocol), Phases.NONE, null, Evidence.NONE);
    return new ProbeReport(Judge.outcome(attempt, expected), attempt, 1, now, now);
  }

  private Finding finding(String protocol) {
    boolean withStatus = WITH_STATUS.contains(protocol);
    boolean answered = withStatus ? statusCode != NO_ANSWER : statusCode == OK;
    if (!answered) {
      return new Finding.Failed(new Failure(Fault.TIMEOUT, null, "Simulated: no answer"));
    }
    return withStatus ? new Finding.Answered(statusCode) : new Finding.Satisfied();
  }
}
