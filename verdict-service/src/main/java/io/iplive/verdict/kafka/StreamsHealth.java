package io.iplive.verdict.kafka;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when the streams run and ticks arrive in every partition this instance has. */
public final class StreamsHealth implements HealthIndicator {

  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Supplier<@Nullable KafkaStreams> streams;
  private final VerdictMeters meters;

  public StreamsHealth(Supplier<@Nullable KafkaStreams> streams, VerdictMeters meters) {
    this.streams = streams;
    this.meters = meters;
  }

  @Override
  public Health health() {
    KafkaStreams running = streams.get();
    String state = running == null ? "NOT_STARTED" : running.state().name();
    Duration age = meters.ticksAge();
    boolean works = state.equals(KafkaStreams.State.RUNNING.name()) && age.compareTo(SILENCE) <= 0;
    return (works ? Health.up() : Health.down())
        .withDetail("streams", state)
        .withDetail("partitions", meters.partitions())
        .withDetail("ticksAgeSeconds", age.toMillis() / 1000.0)
        .withDetail("behindSeconds", meters.behind().toMillis() / 1000.0)
        .build();
  }
}
