package io.iplive.scheduler.kafka;

import io.iplive.scheduler.node.ClockOffset;
import io.iplive.scheduler.schedule.ScheduleEvent;
import io.iplive.scheduler.schedule.SkipReason;
import io.iplive.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Stream;

/** What operators see. */
public final class SchedulerMeters {

  private final MeterRegistry registry;
  private final Counter opened;
  private final Counter setBacks;
  private final Timer lateness;
  private final InstantSource clock;
  private final ClockOffset offset = new ClockOffset();

  /** Meters of one scheduler. */
  public SchedulerMeters(MeterRegistry registry, Tasks tasks, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    Gauge.builder("iplive.scheduler.clock.offset", this, SchedulerMeters::clockOffset)
        .description("How far this clock is ahead of the brokers', by what it reads of nodes")
        .baseUnit("seconds")
        .register(registry);
    this.opened = registry.counter("iplive.scheduler.rounds.opened");
    this.setBacks =
        Counter.builder("iplive.scheduler.clock.setbacks")
            .description("Partitions taken up again because a scheduler's clock had been ahead")
            .register(registry);
    this.lateness =
        Timer.builder("iplive.scheduler.lateness")
            .description("From a round's due to its opening")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    Gauge.builder("iplive.scheduler.monitors", tasks, Tasks::monitors)
        .description("Monitors with rounds to come, on this instance")
        .register(registry);
    Stream.of(
            Topics.MONITORS,
            Topics.PACES,
            Topics.NODES,
            Topics.NODE_HEARTBEATS,
            Topics.NODE_CONDUCT,
            Topics.ACCOUNTS)
        .forEach(topic -> deadLetters(topic.name()));
    Stream.of(SkipReason.values()).forEach(this::skipped);
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
      case ScheduleEvent.RoundSkipped round -> skipped(round.reason()).increment(round.slots());
      case ScheduleEvent.LifecycleChanged _ -> {}
    }
  }

  void heartbeat(Instant appendedAt) {
    offset.saw(appendedAt, clock.instant());
  }

  private double clockOffset() {
    Duration estimate = offset.estimate(clock.instant());
    return estimate == null ? Double.NaN : estimate.toMillis() / 1000.0;
  }

  void clockSetBack() {
    setBacks.increment();
  }

  void deadLetter(String topic) {
    deadLetters(topic).increment();
  }

  private Counter skipped(SkipReason reason) {
    String word = reason.name().toLowerCase(Locale.ROOT);
    return registry.counter("iplive.scheduler.rounds.skipped", "reason", word);
  }

  private Counter deadLetters(String topic) {
    return registry.counter("iplive.deadletters", "topic", topic);
  }
}
