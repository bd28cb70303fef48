package io.iplive.prober.probe;

/** How a target's probe is judged. {@code NotRun} is our own fault or policy, never a vote. */
public sealed interface Outcome {

  /** As expected. */
  record Up() implements Outcome {}

  /** Not as expected, and the target's doing. */
  record Down(Failure failure) implements Outcome {}

  /** Nothing is known of the target. */
  record NotRun(Failure failure) implements Outcome {}
}
