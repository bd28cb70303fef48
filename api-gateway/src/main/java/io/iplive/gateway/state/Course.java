package io.iplive.gateway.state;

import java.time.Instant;

/** What the rounds have made of a target; as the verdict's machine has it, without its outages. */
public sealed interface Course {

  /** When it became so. */
  Instant since();

  /** Nothing conclusive since monitoring of this address began. */
  record Unknown(Instant since) implements Course {}

  /** The last round was good. */
  record Up(Instant since) implements Course {}

  /**
   * Errors in a row, not yet enough for an outage.
   *
   * @param since the first failing round
   */
  record Failing(int count, Instant since) implements Course {}

  /**
   * An outage is open.
   *
   * @param since the first failing round
   * @param good good rounds in a row, not yet enough to close it
   * @param goodSince the first of them; {@code since} where there is none
   */
  record Down(Instant since, int good, Instant goodSince) implements Course {}

  /** Paused, or its account suspended. */
  record Stopped(Instant since) implements Course {}
}
