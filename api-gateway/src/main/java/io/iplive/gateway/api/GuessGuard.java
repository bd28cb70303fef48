package io.iplive.gateway.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Stops a source that guesses a secret: so many wrong ones in a while, then none is looked at. */
public final class GuessGuard {

  private static final int MOST_WRONG = 10;
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** Sources remembered at most; beyond it those whose window has passed are forgotten. */
  private static final int MOST_SOURCES = 10_000;

  private final Clock clock;
  private final Map<String, Wrong> wrong = new HashMap<>();

  private record Wrong(Instant since, int count) {}

  /** A guard that has seen nothing yet. */
  public GuessGuard(Clock clock) {
    this.clock = clock;
  }

  /** How long the source has to wait; empty when it may try. */
  public synchronized Optional<Duration> waitOf(String source) {
    Wrong seen = wrong.get(source);
    Instant now = clock.instant();
    return seen == null || seen.count() < MOST_WRONG || past(seen, now)
        ? Optional.empty()
        : Optional.of(Duration.between(now, seen.since().plus(WINDOW)));
  }

  /** The source showed a wrong one. */
  public synchronized void wrong(String source) {
    Instant now = clock.instant();
    if (wrong.size() >= MOST_SOURCES) {
      wrong.values().removeIf(seen -> past(seen, now));
    }
    wrong.merge(
        source,
        new Wrong(now, 1),
        (seen, first) -> past(seen, now) ? first : new Wrong(seen.since(), seen.count() + 1));
  }

  synchronized int sources() {
    return wrong.size();
  }

  private static boolean past(Wrong seen, Instant now) {
    return !now.isBefore(seen.since().plus(WINDOW));
  }
}
