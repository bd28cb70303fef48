package io.iplive.verdict.kafka;

import io.iplive.verdict.collector.Reading;
import io.iplive.verdict.kafka.state.MonitorStore.Census;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** The meters of this instance; the gauges are sums, or the worst, over its partitions. */
public final class VerdictMeters {

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Reading, Counter> results = new EnumMap<>(Reading.class);
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Counter roundsClosed;
  private final Counter outagesOpened;
  private final Counter outagesClosed;
  private final Counter jumps;
  private final Map<Integer, Census> censuses = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> ticks = new ConcurrentHashMap<>();

  public VerdictMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    for (Reading reading : Reading.values()) {
      String name = reading.name().toLowerCase(Locale.ROOT);
      results.put(reading, registry.counter("iplive.verdict.results", "reading", name));
    }
    for (Outcome outcome : Outcome.values()) {
      String name = outcome.name().toLowerCase(Locale.ROOT);
      outcomes.put(outcome, registry.counter("iplive.verdict.outcomes", "outcome", name));
    }
    roundsClosed = registry.counter("iplive.verdict.rounds.closed");
    outagesOpened = registry.counter("iplive.verdict.outages.opened");
    outagesClosed = registry.counter("iplive.verdict.outages.closed");
    jumps = registry.counter("iplive.verdict.time.jumps");
    registry.gauge("iplive.verdict.monitors", this, meters -> meters.sum(Census::watched));
    registry.gauge("iplive.verdict.monitors.stale", this, meters -> meters.sum(Census::stale));
    registry.gauge(
        "iplive.verdict.ticks.age", this, meters -> meters.ticksAge().toMillis() / 1000.0);
  }

  /** Time since the last tick, by wall clock, of the partition where it is longest. */
  public Duration ticksAge() {
    Instant now = clock.instant();
    return ticks.values().stream()
        .map(tick -> Duration.between(tick, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** How many partitions this instance has. */
  public int partitions() {
    return ticks.size();
  }

  void read(Reading reading) {
    Counter counter = results.get(reading);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Counts the round, and each target's outcome: a round may close and say nothing of any. */
  void roundClosed(List<Verdict> verdicts) {
    roundsClosed.increment();
    for (Verdict verdict : verdicts) {
      Counter counter = outcomes.get(verdict.outcome());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  void outageOpened() {
    outagesOpened.increment();
  }

  void outageClosed() {
    outagesClosed.increment();
  }

  void timeJumped() {
    jumps.increment();
  }

  void deadLetter(String topic) {
    registry.counter("iplive.deadletters", "topic", topic).increment();
  }

  void ticked(int partition) {
    ticks.put(partition, clock.instant());
  }

  void counted(int partition, Census census) {
    censuses.put(partition, census);
  }

  void released(int partition) {
    ticks.remove(partition);
    censuses.remove(partition);
  }

  private int sum(ToIntFunction<Census> count) {
    return censuses.values().stream().mapToInt(count).sum();
  }
}
