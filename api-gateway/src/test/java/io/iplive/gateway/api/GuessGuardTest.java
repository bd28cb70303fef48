package io.iplive.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuessGuardTest {

  private final SetClock clock = new SetClock();
  private final GuessGuard guard = new GuessGuard(clock);

  @Test
  void stopsASourceAtTheTenthWrongOneUntilItsWindowHasPassed() {
    for (int guess = 0; guess < 10; guess++) {
      assertThat(guard.waitOf("a")).isEmpty();
      guard.wrong("a");
    }
    assertThat(guard.waitOf("a")).hasValue(Duration.ofMinutes(5));
    assertThat(guard.waitOf("b")).isEmpty();
    clock.now = clock.now.plusSeconds(299);
    assertThat(guard.waitOf("a")).hasValue(Duration.ofSeconds(1));
    clock.now = clock.now.plusSeconds(1);
    assertThat(guard.waitOf("a")).isEmpty();
    guard.wrong("a");
    assertThat(guard.waitOf("a")).isEmpty();
  }

  @Test
  void forgetsPastSourcesBeforeItGrows() {
    for (int source = 0; source < 10_000; source++) {
      guard.wrong("source-" + source);
    }
    clock.now = clock.now.plusSeconds(300);
    guard.wrong("one more");
    assertThat(guard.sources()).isEqualTo(1);
  }

  private static final class SetClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
