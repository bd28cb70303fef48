package io.iplive.verdict.outage;

import io.iplive.verdict.round.Evidence;
import io.iplive.verdict.round.Owner;
import io.iplive.verdict.round.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An outage opened or closed; for each target these alternate. */
public sealed interface OutageEvent {

  Outage outage();

  /**
   * Whose outage it is.
   *
   * @param since roundAt of the first failing round
   */
  record Outage(
      long id, long monitor, long target, long record, Owner owner, Instant since, Cause cause) {}

  /**
   * The error that was one too many.
   *
   * @param decidedRoundAt the round of that error
   * @param evidence what was seen first; null: nothing was told
   */
  record Opened(Outage outage, Version version, Instant decidedRoundAt, @Nullable Evidence evidence)
      implements OutageEvent {}

  /**
   * It is over.
   *
   * @param decidedRoundAt the round that closed it, or the command's time
   * @param closedAt the first good round, or the command's time
   */
  record Closed(
      Outage outage, Version version, Instant decidedRoundAt, Instant closedAt, Reason reason)
      implements OutageEvent {}

  /** Why an outage ended. STOPPED: monitoring stopped or paused; BALANCE: there was no money. */
  enum Reason {
    RECOVERED,
    STOPPED,
    REMOVED,
    BALANCE
  }
}
