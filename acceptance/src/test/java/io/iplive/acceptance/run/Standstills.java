package io.iplive.acceptance.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A control: notes when this machine did nothing for a thread that only wants to turn, so that it
 * is not taken for a fault of what is tested.
 */
public final class Standstills implements AutoCloseable {

  private static final Duration TURN = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMillis(500);

  private final List<Standstill> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("standstills").start(this::watch);

  /** A turn that took too long. */
  public record Standstill(Instant from, Instant to) {}

  private void watch() {
    try {
      Instant turned = Instant.now();
      while (!closing.await(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        Instant now = Instant.now();
        if (Duration.between(turned, now).compareTo(LONG) > 0) {
          seen.add(new Standstill(turned, now));
        }
        turned = now;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether any fell between, or so shortly before that its work was still being caught up. */
  public boolean excuse(Instant from, Instant to) {
    Duration caughtUp = Duration.ofSeconds(1);
    return seen.stream()
        .anyMatch(one -> one.from().isBefore(to) && one.to().plus(caughtUp).isAfter(from));
  }

  /** Those so far. */
  public List<Standstill> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
