package io.iplive.prober.net.attempt;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * How long an event loop stood still, because the machine or this program was busy with something
 * else: time in which an answer may have come and nobody looked. Confined to its loop.
 */
public final class LoopWatch {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** So late is every timer now and then. */
  private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final EventLoop loop;
  private long stoodStill;
  private long due;

  private LoopWatch(EventLoop loop) {
    this.loop = loop;
  }

  /** Watches from now on. */
  public static LoopWatch of(EventLoop loop) {
    LoopWatch watch = new LoopWatch(loop);
    loop.execute(watch::next);
    return watch;
  }

  public EventLoop loop() {
    return loop;
  }

  /** Nanoseconds that the loop stood still since it is watched; only differences mean something. */
  long stoodStill() {
    return stoodStill + late();
  }

  private void tick() {
    stoodStill += late();
    next();
  }

  private void next() {
    due = System.nanoTime() + TICK_NANOS;
    var _ = loop.schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  private long late() {
    long late = System.nanoTime() - due;
    return late > USUAL_NANOS ? late : 0;
  }
}
