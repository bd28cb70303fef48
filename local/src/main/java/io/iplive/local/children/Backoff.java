package io.iplive.local.children;

import java.time.Duration;

/** Waits that double up to ten seconds. */
final class Backoff {

  private static final Duration MOST = Duration.ofSeconds(10);

  private Duration next = Duration.ofMillis(100);

  Duration next() {
    Duration now = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(MOST) > 0 ? MOST : doubled;
    return now;
  }
}
