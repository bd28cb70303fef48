package io.iplive.sla.figures;

import io.iplive.sla.history.Outages.End;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One outage.
 *
 * @param until empty: it lasts beyond the end of the range
 * @param millis how much of the range it takes
 * @param code of the published list of failures; 0: none
 * @param end how it ended; OPEN where {@code until} is empty
 * @param expectedMillis how much of {@code millis} was in announced maintenances
 * @param uncheckedMillis how much of {@code millis} was stale, as far as rounds tell
 */
public record OutageLine(
    long id,
    Target target,
    Instant since,
    Optional<Instant> until,
    long millis,
    int code,
    End end,
    long expectedMillis,
    long uncheckedMillis) {

  static final Comparator<OutageLine> LONGEST_FIRST =
      Comparator.comparingLong(OutageLine::millis)
          .reversed()
          .thenComparing(OutageLine::since)
          .thenComparingLong(OutageLine::id);

  static final Comparator<OutageLine> BY_TIME =
      Comparator.comparing(OutageLine::since)
          .thenComparingLong(line -> line.target().id())
          .thenComparingLong(OutageLine::id);
}
