package io.iplive.verdict.kafka;

import io.iplive.schemas.ConsumerLag;
import io.iplive.schemas.Topics;
import io.iplive.verdict.collector.Reading;
import io.iplive.verdict.kafka.state.MonitorStore.Census;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The meters of this instance; the gauges are sums, or the worst, over its partitions. */
public final class VerdictMeters {

  /** Longer than the pause before a failed thread is replaced. */
  private static final Duration A_MOMENT = Duration.ofMinutes(1);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Reading, Counter> results = new EnumMap<>(Reading.class);
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Counter roundsClosed;
  private final Counter outagesOpened;
  private final Counter outagesClosed;
  private final Counter jumps;
  private final Timer latency;
  private final Map<Integer, Census> censuses = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> ticks = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> heard = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> lastTicks = new ConcurrentHashMap<>();

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
    Stream.of(Topics.SCHEDULE, Topics.PROBE_RESULTS).forEach(topic -> deadLetters(topic.name()));
    jumps = registry.counter("iplive.verdict.time.jumps");
    latency =
        Timer.builder("iplive.verdict.latency")
            .description("From the append of the record that closes a round to its closing")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    registry.gauge("iplive.verdict.monitors", this, meters -> meters.sum(Census::watched));
    registry.gauge("iplive.verdict.monitors.stale", this, meters -> meters.sum(Census::stale));
    Gauge.builder("iplive.verdict.ticks.age", this, meters -> meters.ticksAge().toMillis() / 1000.0)
        .description("Since the last tick, of the partition where that is longest")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("iplive.verdict.behind", this, meters -> meters.behind().toMillis() / 1000.0)
        .description("Since what was appended last of all that is judged, in the worst partition")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Watches how far the streams are behind. */
  public void reading(Supplier<@Nullable KafkaStreams> streams) {
    Gauge.builder("iplive.verdict.lag", () -> lag(streams.get()))
        .description("Records still to read, of the partition that is furthest behind")
        .register(registry);
  }

  private static double lag(@Nullable KafkaStreams streams) {
    return streams == null ? 0 : ConsumerLag.worst(streams.metrics());
  }

  /** Time since the last tick, by wall clock, of the partition where it is longest. */
  public Duration ticksAge() {
    return longest(ticks);
  }

  /**
   * How old, by the brokers' clocks, what is judged now is in the partition that is most behind.
   */
  public Duration behind() {
    return longest(heard);
  }

  /** What is to come is not fine either: one of the clocks is wrong. */
  private Duration longest(Map<Integer, Instant> since) {
    Instant now = clock.instant();
    return since.values().stream()
        .map(at -> Duration.between(at, now).abs())
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

  /**
   * Counts the round, and each target's outcome: a round may close and say nothing of any.
   *
   * @param appendedAt when the record that closes it was appended
   */
  void roundClosed(List<Verdict> verdicts, Instant appendedAt) {
    roundsClosed.increment();
    Duration late = Duration.between(appendedAt, clock.instant());
    latency.record(late.isNegative() ? Duration.ZERO : late);
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
    deadLetters(topic).increment();
  }

  private Counter deadLetters(String topic) {
    return registry.counter("iplive.deadletters", "topic", topic);
  }

  /**
   * A partition was taken over. One that was here a moment ago, and lost to a fault, is as late as
   * it was then.
   *
   * @param until how far it has been read, by the brokers' clocks
   */
  void assigned(int partition, Instant until) {
    Instant now = clock.instant();
    Instant last = lastTicks.remove(partition);
    ticks.put(partition, last == null || last.isBefore(now.minus(A_MOMENT)) ? now : last);
    if (until.isAfter(Instant.EPOCH)) {
      heard.put(partition, until);
    }
  }

  void ticked(int partition) {
    ticks.put(partition, clock.instant());
  }

  void heard(int partition, Instant until) {
    heard.put(partition, until);
  }

  void counted(int partition, Census census) {
    censuses.put(partition, census);
  }

  void released(int partition) {
    Instant last = ticks.remove(partition);
    if (last != null) {
      lastTicks.put(partition, last);
    }
    heard.remove(partition);
    censuses.remove(partition);
  }

  private int sum(ToIntFunction<Census> count) {
    return censuses.values().stream().mapToInt(count).sum();
  }
}
