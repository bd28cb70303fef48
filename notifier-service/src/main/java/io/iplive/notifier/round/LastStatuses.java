package io.iplive.notifier.round;

import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an on_change app was last told of a monitor: decides whether a round is news. The first
 * round is, and so is a record's first status; later an inconclusive one never is.
 *
 * @param roundAt the newest round taken; an older one is a replay
 * @param up target ids last up
 * @param down target ids last down
 */
public record LastStatuses(Instant roundAt, Set<Long> up, Set<Long> down) {

  public LastStatuses {
    up = Set.copyOf(up);
    down = Set.copyOf(down);
  }

  /** What holds after a round, and whether the app hears of it. */
  public record Step(LastStatuses next, boolean changed) {}

  /** Takes a round that the app can be told something of. */
  public static Step step(@Nullable LastStatuses last, ClosedRound round) {
    if (last != null && !round.roundAt().isAfter(last.roundAt())) {
      return new Step(last, false);
    }
    Set<Long> up = new TreeSet<>(last == null ? Set.of() : last.up());
    Set<Long> down = new TreeSet<>(last == null ? Set.of() : last.down());
    boolean changed = last == null;
    for (RecordOutcome record : round.records()) {
      if (record.outcome() == Outcome.UP) {
        down.remove(record.targetId());
        changed |= up.add(record.targetId());
      } else if (record.outcome() == Outcome.DOWN) {
        up.remove(record.targetId());
        changed |= down.add(record.targetId());
      }
    }
    return new Step(new LastStatuses(round.roundAt(), up, down), changed);
  }
}
