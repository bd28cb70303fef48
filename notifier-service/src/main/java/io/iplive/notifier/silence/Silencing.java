package io.iplive.notifier.silence;

import io.iplive.notifier.maintenance.Window;
import io.iplive.notifier.maintenance.Windows;
import io.iplive.notifier.message.Outage;
import io.iplive.notifier.silence.Circumstances.Parent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether an outage is told (ARCHITECTURE, decision 13).
 *
 * <ul>
 *   <li>One that opens in a maintenance is not, while that lasts.
 *   <li>One of a target that depends on another is not while that one is down, and after that until
 *       the target's own checks had the time to see that it works again. The two are found down in
 *       any order, so at first it waits until the parent would have been found down too, five
 *       minutes at most.
 *   <li>What is still down when the silence ends is told then. What ended before is never told;
 *       except one that was only waiting for its parent, which is told with its end.
 *   <li>What was told is followed by its end, whatever is silent then; only its reminders pause.
 * </ul>
 */
public final class Silencing {

  /** The longest wait for what other checks have to say. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Rounds take their time: the spread of their targets, timeouts, the grace, our own way. */
  public static final Duration SLACK = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private Silencing() {}

  /** What is to be done about an outage that goes on. */
  public sealed interface Verdict {

    /** It is told. */
    record Tell() implements Verdict {}

    /** It is not, for so long at least. */
    record Silence(Reason reason, Instant until) implements Verdict {}
  }

  /**
   * Of an outage that opens; empty: it is told.
   *
   * @param dependent whether the target depends on another
   */
  public static Optional<Verdict.Silence> atOpening(
      Instant openedAt, List<Window> windows, boolean dependent) {
    return Windows.quietUntil(windows, openedAt)
        .map(end -> new Verdict.Silence(Reason.MAINTENANCE, end))
        .or(() ->
            dependent
                ? Optional.of(new Verdict.Silence(Reason.PENDING, openedAt))
                : Optional.empty());
  }

  /** Of an outage that is not told yet and goes on. */
  public static Verdict of(Outage outage, Instant openedAt, Circumstances around, Instant now) {
    Optional<Instant> quiet = Windows.quietUntil(around.windows(), now);
    if (quiet.isPresent()) {
      return new Verdict.Silence(Reason.MAINTENANCE, quiet.get());
    }
    Parent parent = around.parent();
    return parent == null ? new Verdict.Tell() : of(outage, openedAt, parent, around, now);
  }

  private static Verdict of(
      Outage outage, Instant openedAt, Parent parent, Circumstances around, Instant now) {
    if (parent.down()) {
      return new Verdict.Silence(Reason.PARENT, now.plus(LOOK_AGAIN));
    }
    Instant since = Instant.ofEpochSecond(outage.since());
    Instant backAt = parent.backAt();
    if (backAt != null && !since.isAfter(backAt)) {
      return until(backAt.plus(bounded(around.recovery())), Reason.PARENT, now);
    }
    Instant found = since.plus(parent.detection()).plus(SLACK);
    Instant longest = openedAt.plus(LONGEST_WAIT);
    return until(found.isBefore(longest) ? found : longest, Reason.PENDING, now);
  }

  private static Duration bounded(Duration recovery) {
    Duration whole = recovery.plus(SLACK);
    return whole.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : whole;
  }

  private static Verdict until(Instant end, Reason reason, Instant now) {
    return now.isBefore(end) ? new Verdict.Silence(reason, end) : new Verdict.Tell();
  }

  /** Why an outage that was not told, and ends, is never told; empty: it is, with its end. */
  public static Optional<Reason> atClosing(Held held, Circumstances around, Instant closedAt) {
    if (held.reason() == Reason.MAINTENANCE && closedAt.isBefore(held.until())) {
      return Optional.of(Reason.MAINTENANCE);
    }
    return of(held.outage(), held.openedAt(), around, closedAt) instanceof Verdict.Silence silence
            && silence.reason() != Reason.PENDING
        ? Optional.of(silence.reason())
        : Optional.empty();
  }

  /** Whether contacts are not reminded now of an outage that they were told. */
  public static boolean pausesReminders(Circumstances around, Instant now) {
    Parent parent = around.parent();
    return Windows.quietUntil(around.windows(), now).isPresent()
        || (parent != null && parent.down());
  }
}
