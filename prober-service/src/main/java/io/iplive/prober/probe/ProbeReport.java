package io.iplive.prober.probe;

import io.iplive.prober.probe.Attempt.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a probe came to.
 *
 * @param outcome judgement of the last attempt
 * @param last the last attempt
 * @param attempts made; 0 when not run
 * @param startedAt the node's clock at the first attempt
 * @param finishedAt the node's clock at the end of the last
 */
public record ProbeReport(
    Outcome outcome, Attempt last, int attempts, Instant startedAt, Instant finishedAt) {

  /** A probe that was not begun. */
  public static ProbeReport notRun(Failure failure, Instant at) {
    return new ProbeReport(new Outcome.NotRun(failure), Attempt.notBegun(failure), 0, at, at);
  }

  /** HTTP status code received; null: none. */
  public @Nullable Integer statusCode() {
    return switch (last.finding()) {
      case Finding.Answered(int status) -> status;
      case Finding.Broken(int status, Failure _) -> status;
      case Finding.Satisfied _, Finding.Failed _ -> null;
    };
  }

  /** Microseconds of the whole last attempt when it got a complete answer, or -1. */
  public long responseMicros() {
    return switch (last.finding()) {
      case Finding.Answered _, Finding.Satisfied _ -> last.phases().totalMicros();
      case Finding.Broken _, Finding.Failed _ -> Phases.NOT_REACHED;
    };
  }

  /** What failed; null when the target is up. */
  public @Nullable Failure failure() {
    return switch (outcome) {
      case Outcome.Up _ -> null;
      case Outcome.Down(Failure failure) -> failure;
      case Outcome.NotRun(Failure failure) -> failure;
    };
  }
}
