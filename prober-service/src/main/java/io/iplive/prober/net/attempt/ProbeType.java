package io.iplive.prober.net.attempt;

import io.iplive.prober.probe.ProbeRequest;

/** One way to probe a target. An implementation keeps nothing of one attempt for the next. */
public interface ProbeType {

  /**
   * Starts one attempt, on the loop that the run belongs to. Everything of the attempt happens on
   * that loop, tells the run its phases, and ends in exactly one of {@link AttemptRun#complete},
   * {@link AttemptRun#fail}; the run itself ends it when its time is over.
   */
  void start(ProbeRequest request, AttemptRun run);
}
