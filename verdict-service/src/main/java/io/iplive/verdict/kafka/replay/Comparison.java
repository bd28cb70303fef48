package io.iplive.verdict.kafka.replay;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What came of a replay. */
public sealed interface Comparison {

  /**
   * Every event of the range stands as the machine says it.
   *
   * @param rounds records of rounds.v1 taken, of all times
   * @param events of outages.v1 that are the same, byte for byte
   * @param unknown events of targets of which older records, now deleted, would be needed
   * @param early events of rounds that have not closed yet
   */
  record Same(long rounds, long monitors, long events, long unknown, long early)
      implements Comparison {}

  /**
   * The first event that differs, by the time of its decision.
   *
   * @param expected what the machine says, as JSON; null: nothing more
   * @param standing what outages.v1 says; null: nothing more
   */
  record Different(
      long monitor,
      long target,
      Instant decidedAt,
      @Nullable String expected,
      @Nullable String standing)
      implements Comparison {

    static final Comparator<Different> FIRST =
        Comparator.comparing(Different::decidedAt).thenComparingLong(Different::monitor);
  }
}
