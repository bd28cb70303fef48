package io.iplive.prober.kafka;

import io.iplive.prober.probe.Outcome;
import io.iplive.prober.probe.ProbeReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** What operators see of a prober. */
public final class ProberMetrics {

  private static final String PROBES = "iplive.prober.probes";

  private final AtomicInteger running = new AtomicInteger();
  private final Counter up;
  private final Counter down;
  private final Counter notRun;
  private final Counter expired;
  private final Counter lost;
  private final Counter deadLetters;
  private final Timer lateness;

  public ProberMetrics(MeterRegistry registry) {
    up = registry.counter(PROBES, "judgement", "up");
    down = registry.counter(PROBES, "judgement", "down");
    notRun = registry.counter(PROBES, "judgement", "not_run");
    expired = registry.counter("iplive.prober.jobs.expired");
    lost = registry.counter("iplive.prober.results.lost");
    deadLetters = registry.counter("iplive.deadletters", "topic", "probe-jobs.v1");
    lateness =
        Timer.builder("iplive.prober.lateness")
            .publishPercentiles(0.5, 0.9, 0.99)
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
    registry.gauge("iplive.prober.in.flight", running);
  }

  void started() {
    running.incrementAndGet();
  }

  void finished(Instant dueAt, ProbeReport report) {
    running.decrementAndGet();
    Duration late = Duration.between(dueAt, report.startedAt());
    lateness.record(late.isNegative() ? Duration.ZERO : late);
    switch (report.outcome()) {
      case Outcome.Up _ -> up.increment();
      case Outcome.Down _ -> down.increment();
      case Outcome.NotRun _ -> notRun.increment();
    }
  }

  void expired() {
    expired.increment();
  }

  /** The broker refused a result for good. */
  void lost() {
    lost.increment();
  }

  void deadLettered() {
    deadLetters.increment();
  }

  /** Probes running. */
  int inFlight() {
    return running.get();
  }
}
