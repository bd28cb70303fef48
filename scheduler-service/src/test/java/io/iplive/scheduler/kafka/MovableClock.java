package io.iplive.scheduler.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time as the test has it. */
public final class MovableClock implements InstantSource {

  private volatile Instant now;

  public MovableClock(Instant now) {
    this.now = now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
