package io.iplive.gateway.kafka.state;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the states that callers are told are as of now. */
public final class StatesHealth implements HealthIndicator {

  private final RoundReader reader;

  /** Of that reader. */
  public StatesHealth(RoundReader reader) {
    this.reader = reader;
  }

  @Override
  public Health health() {
    return reader.reading()
        ? Health.up().withDetail("states", "current").build()
        : Health.down().withDetail("states", "rounds.v1 is not read").build();
  }
}
