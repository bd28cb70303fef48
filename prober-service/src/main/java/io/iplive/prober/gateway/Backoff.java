package io.iplive.prober.gateway;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Longer and longer pauses, no two nodes' alike. */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(500);

  private final RandomGenerator random;
  private final Duration longest;
  private int failures;

  Backoff(RandomGenerator random, Duration longest) {
    this.random = random;
    this.longest = longest;
  }

  /** The pause after another failure: half of it is certain, the rest is chance. */
  Duration next() {
    long full = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(failures++, 10));
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
