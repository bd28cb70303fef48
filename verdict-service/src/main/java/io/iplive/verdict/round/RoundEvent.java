package io.iplive.verdict.round;

import java.time.Instant;
import java.util.List;

/** What rounds.v1 holds of a monitor, in the order in which the machine took it. */
public sealed interface RoundEvent {

  /**
   * A round ended.
   *
   * @param openedAt append time of RoundOpened
   * @param closedAt topic time of the last decision
   * @param verdicts in the order of decision
   */
  record Closed(Round round, Instant openedAt, Instant closedAt, List<Verdict> verdicts)
      implements RoundEvent {

    public Closed {
      verdicts = List.copyOf(verdicts);
    }
  }

  /** The monitor changed; its open rounds were closed before. */
  record Changed(Lifecycle fact) implements RoundEvent {}
}
