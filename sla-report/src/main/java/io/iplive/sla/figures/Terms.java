package io.iplive.sla.figures;

import io.iplive.sla.span.Kind;
import io.iplive.sla.span.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What was promised, and how it is counted.
 *
 * @param goal availability that is promised, percent
 * @param maintenanceExcluded whether time down that was announced counts as neither up nor down
 */
public record Terms(BigDecimal goal, boolean maintenanceExcluded) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PLACES = 4;
  private static final long MINUTE = 60_000;

  /** Time down that counts. */
  public long down(Times times) {
    return down(times.of(Kind.DOWN), times.expected());
  }

  /** The same of sums of time: all of it, and how much of that was announced. */
  public long down(long down, long expected) {
    return down - (maintenanceExcluded ? expected : 0);
  }

  /** Time up and time down that counts: what the share is of. */
  public long known(Times times) {
    return times.of(Kind.UP) + down(times);
  }

  /** Percent, rounded down, so that no outage disappears. Empty: nothing counts. */
  public Optional<BigDecimal> availability(Times times) {
    return availability(times.of(Kind.UP), known(times));
  }

  /** The same of sums of time. */
  public static Optional<BigDecimal> availability(long up, long known) {
    return known == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(up)
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(known), PLACES, RoundingMode.DOWN));
  }

  /** Whether the goal is met, to the millisecond; nothing counted, nothing is broken. */
  public boolean met(Times times) {
    return excess(times) == 0;
  }

  /** Begun minutes of the time down that is beyond what the goal leaves. */
  public long penaltyMinutes(Times times) {
    return Math.ceilDiv(excess(times), MINUTE);
  }

  private long excess(Times times) {
    long allowed =
        BigDecimal.valueOf(known(times))
            .multiply(HUNDRED.subtract(goal))
            .divide(HUNDRED, 0, RoundingMode.DOWN)
            .longValueExact();
    return Math.max(0, down(times) - allowed);
  }
}
