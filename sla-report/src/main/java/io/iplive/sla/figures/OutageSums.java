package io.iplive.sla.figures;

import io.iplive.sla.history.Outages;
import io.iplive.sla.history.Outages.End;
import io.iplive.sla.span.Range;
import java.util.Optional;

/**
 * The outages of a range.
 *
 * @param count those of which some part lies in it
 * @param began those that began in it
 * @param recovered those that ended in it by recovery
 * @param recoveredMillis how long these were, from their beginning, wherever that was
 * @param longestMillis the most that one of them takes of the range
 * @param uncheckedMillis how much of them, in the range, was stale, as far as rounds tell
 */
public record OutageSums(
    long count,
    long began,
    long recovered,
    long recoveredMillis,
    long longestMillis,
    long uncheckedMillis) {

  static final OutageSums NONE = new OutageSums(0, 0, 0, 0, 0, 0);

  static OutageSums of(Outages outages, Range range) {
    OutageSums sums = NONE;
    for (int i = 0; i < outages.count(); i++) {
      long since = outages.since(i);
      long until = outages.until(i);
      boolean recovered = outages.end(i) == End.RECOVERED && until <= range.end();
      sums =
          sums.plus(
              new OutageSums(
                  1,
                  range.holds(since) ? 1 : 0,
                  recovered ? 1 : 0,
                  recovered ? until - since : 0,
                  Math.min(until, range.end()) - Math.max(since, range.start()),
                  outages.unchecked(i)));
    }
    return sums;
  }

  OutageSums plus(OutageSums other) {
    return new OutageSums(
        count + other.count,
        began + other.began,
        recovered + other.recovered,
        recoveredMillis + other.recoveredMillis,
        Math.max(longestMillis, other.longestMillis),
        uncheckedMillis + other.uncheckedMillis);
  }

  /** Mean time to recovery, milliseconds. */
  public Optional<Long> mttr() {
    return recovered == 0 ? Optional.empty() : Optional.of(recoveredMillis / recovered);
  }

  /** Mean time up before an outage, milliseconds. */
  public Optional<Long> mtbf(long upMillis) {
    return began == 0 ? Optional.empty() : Optional.of(upMillis / began);
  }
}
