package io.iplive.gateway.postgres;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay of this process when something was recorded. NOTIFY would serialise commits. */
public final class OutboxSignal {

  private final Semaphore recorded = new Semaphore(0);

  /** Something was recorded. */
  public void raise() {
    if (recorded.availablePermits() == 0) {
      recorded.release();
    }
  }

  void await(Duration most) throws InterruptedException {
    if (recorded.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
      recorded.drainPermits();
    }
  }
}
