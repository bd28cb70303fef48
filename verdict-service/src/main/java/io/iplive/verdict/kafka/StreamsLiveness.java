package io.iplive.verdict.kafka;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Down when the streams stopped for good: only a new start helps, and metrics would stand still.
 */
public final class StreamsLiveness implements HealthIndicator {

  private final ThreadReplacement threads;

  public StreamsLiveness(ThreadReplacement threads) {
    this.threads = threads;
  }

  @Override
  public Health health() {
    return (threads.stoppedForGood() ? Health.down() : Health.up()).build();
  }
}
