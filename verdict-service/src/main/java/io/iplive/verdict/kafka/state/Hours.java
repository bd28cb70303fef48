package io.iplive.verdict.kafka.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * When hours of monitors end. That moves with every round, mostly to later: so a monitor has one
 * entry, at its time or before, and is asked again when the entry comes up.
 */
final class Hours {

  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private final Map<Long, Instant> entries = new HashMap<>();

  /** An hour of the monitor ends then, as far as is known now; null: none does. */
  void set(long monitor, @Nullable Instant due) {
    Instant entry = entries.get(monitor);
    if (due != null && (entry == null || due.isBefore(entry))) {
      entries.put(monitor, due);
      queue.add(new Due(due, monitor));
    }
  }

  /** The monitor needs no entry any more. */
  void cancel(long monitor) {
    entries.remove(monitor);
  }

  /**
   * Takes the next monitor an hour of which ends now; null: none.
   *
   * @param dues when an hour of a monitor ends; null: none does
   */
  @Nullable Long poll(Instant now, LongFunction<@Nullable Instant> dues) {
    for (Due due = queue.peek(); due != null && !due.at().isAfter(now); due = queue.peek()) {
      queue.remove();
      long monitor = due.monitor();
      if (due.at().equals(entries.get(monitor))) {
        entries.remove(monitor);
        Instant current = dues.apply(monitor);
        if (current != null && !current.isAfter(now)) {
          return monitor;
        }
        set(monitor, current);
      }
    }
    return null;
  }
}
