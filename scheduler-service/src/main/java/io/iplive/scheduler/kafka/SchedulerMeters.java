package io.iplive.scheduler.kafka;

import io.iplive.scheduler.schedule.ScheduleEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What operators see. */
public final class SchedulerMeters {

  private final MeterRegistry registry;
  private final Counter opened;
  private final Timer lateness;

  /** Meters of one scheduler. */
  public SchedulerMeters(MeterRegistry registry, Tasks tasks) {
    this.registry = registry;
    this.opened = registry.counter("iplive.scheduler.rounds.opened");
    this.lateness =
        Timer.builder("iplive.scheduler.lateness")
            .description("From a round's due to its opening")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    Gauge.builder("iplive.scheduler.monitors", tasks, Tasks::monitors)
        .description("Monitors with rounds to come, on this instance")
        .register(registry);
  }

  /** Jobs the broker has acknowledged. */
  public Counter jobsSent() {
    return registry.counter("iplive.scheduler.jobs.sent");
  }

  /** Jobs given up. */
  public Counter jobsFailed() {
    return registry.counter("iplive.scheduler.jobs.failed");
  }

  void announced(ScheduleEvent event, Instant now) {
    switch (event) {
      case ScheduleEvent.RoundOpened round -> {
        opened.increment();
        Duration late = Duration.between(round.firstDue(), now);
        lateness.record(late.isNegative() ? Duration.ZERO : late);
      }
      case ScheduleEvent.RoundSkipped round ->
          registry
              .counter(
                  "iplive.scheduler.rounds.skipped",
                  "reason",
                  round.reason().name().toLowerCase(Locale.ROOT))
              .increment(round.slots());
      case ScheduleEvent.LifecycleChanged _ -> {}
    }
  }

  void deadLetter(String topic) {
    registry.counter("iplive.deadletters", "topic", topic).increment();
  }
}
