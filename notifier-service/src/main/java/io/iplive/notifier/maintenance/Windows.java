package io.iplive.notifier.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Several maintenances of one thing. */
public final class Windows {

  /** So many times that follow each other without a gap are taken for one. */
  private static final int MOST_MET = 100;

  private Windows() {}

  /** When all that meet or overlap from an instant on are over; empty: it is in none. */
  public static Optional<Instant> quietUntil(Collection<Window> windows, Instant at) {
    Instant end = at;
    for (int met = 0; met < MOST_MET; met++) {
      Instant from = end;
      Optional<Instant> later =
          windows.stream()
              .flatMap(window -> window.at(from).stream())
              .map(Span::end)
              .max(Comparator.naturalOrder());
      if (later.isEmpty()) {
        break;
      }
      end = later.get();
    }
    return end.equals(at) ? Optional.empty() : Optional.of(end);
  }
}
