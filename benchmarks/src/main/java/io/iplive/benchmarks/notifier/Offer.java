package io.iplive.benchmarks.notifier;

import io.iplive.benchmarks.Complaint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Publishes a load, from the calling thread. */
record Offer(Load load) {

  /** Most events published and not yet heard of: a second's worth at the rate that is aimed at. */
  private static final long AHEAD = Customers.MONITORS / 2;

  private static final long NAP_NANOS = 200_000;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** As many as are delivered; how many a second that were. */
  double saturating(Duration time) throws InterruptedException {
    Tally tally = load.tally();
    long begun = System.nanoTime();
    long before = tally.heard();
    while (System.nanoTime() - begun < time.toNanos()) {
      if (tally.published() - tally.heard() < AHEAD) {
        load.publish(tally.publish(System.nanoTime()));
      } else {
        nap(NAP_NANOS);
      }
    }
    return (tally.heard() - before) * 1e9 / (System.nanoTime() - begun);
  }

  /** A steady rate, whatever becomes of it: an event counts from when it should be published. */
  void steadily(int perSecond, Duration time) throws InterruptedException {
    long begun = System.nanoTime();
    long count = perSecond * time.toSeconds();
    for (long i = 0; i < count; i++) {
      long due = begun + i * 1_000_000_000 / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        nap(left);
      }
      load.publish(load.tally().publish(due));
    }
  }

  /** Waits until everything was heard of; answers how many were left out on purpose. */
  long drain() throws IOException, InterruptedException {
    Tally tally = load.tally();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long leftOut = load.leftOut();
    while (tally.heard() + leftOut < tally.published()) {
      if (System.nanoTime() > deadline) {
        throw new Complaint(
            "of %,d events only %,d were heard of, and %,d left out on purpose"
                .formatted(tally.published(), tally.heard(), leftOut));
      }
      Thread.sleep(STEP);
      leftOut = load.leftOut();
    }
    return leftOut;
  }

  private static void nap(long nanos) throws InterruptedException {
    LockSupport.parkNanos(nanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
