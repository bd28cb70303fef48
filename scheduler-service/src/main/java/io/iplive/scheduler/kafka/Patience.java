package io.iplive.scheduler.kafka;

import io.iplive.schemas.RegistryUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what will come back, until the service stops. */
public final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Ends all waiting. */
  public void stop() {
    stopping.countDown();
  }

  /** Whether all waiting has ended. */
  public boolean stopped() {
    return stopping.getCount() == 0;
  }

  /** Repeats a use of the registry, for ever, while the registry does not answer. */
  public <T> T untilAnswered(Supplier<T> use) {
    for (Duration pause = SHORTEST; ; pause = longer(pause)) {
      try {
        return use.get();
      } catch (RegistryUnavailableException e) {
        LOG.warn("{}; the next try is in {}", e.getMessage(), pause);
        if (!rest(pause)) {
          throw e;
        }
      }
    }
  }

  /** Rests; false when the service stops instead. */
  public boolean rest(Duration pause) {
    try {
      return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
