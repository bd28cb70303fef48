package io.iplive.scheduler.schedule;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Which interval rules. */
public sealed interface Pace {

  /** The round, or command, since which it is so. */
  Instant changedAt();

  /** Nothing fails: the monitor's own grid. */
  record Normal(Instant changedAt) implements Pace {}

  /**
   * Something fails.
   *
   * @param anchor roundAt of the first failing round: slots are anchor + k × error period
   * @param targets ids of those that fail, ascending; never empty
   * @param changedAt the round, or command, since which it is so
   */
  record Failing(Instant anchor, List<Long> targets, Instant changedAt) implements Pace {

    /** Refuses a failure of nothing. */
    public Failing {
      targets = targets.stream().distinct().sorted().toList();
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("targets is empty, allowed from 1");
      }
    }
  }

  /** This pace when only {@code remaining} targets are left. */
  default Pace among(Collection<Long> remaining, Instant at) {
    return switch (this) {
      case Normal normal -> normal;
      case Failing(Instant anchor, List<Long> targets, Instant since) -> {
        List<Long> left = targets.stream().filter(remaining::contains).toList();
        yield left.isEmpty() ? new Normal(at) : new Failing(anchor, left, since);
      }
    };
  }
}
