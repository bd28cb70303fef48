package io.iplive.scheduler.kafka;

import io.iplive.scheduler.schedule.Setback;
import io.iplive.schemas.ConsumerLag;
import io.iplive.schemas.SchemaRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs Kafka Streams for as long as the service runs. Plain rather than by spring-kafka's factory
 * bean: that one builds from the DSL, and gives up when the client as a whole fails, which is how a
 * failed global thread ends; here a failed client is replaced by a new one, with growing pauses,
 * and so is one whose clock was set back: its punctuations and timeouts would wait until the clock
 * is there again. Only a schema that the registry refuses ends it for good: no repeat will help.
 */
public final class SchedulerStreams implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerStreams.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

  private final Supplier<Topology> topology;
  private final StreamsSettings settings;
  private final Patience patience;
  private final InstantSource clock;
  private final Thread supervisor =
      Thread.ofVirtual().name("scheduler-streams").unstarted(this::run);
  private Instant failedAt = Instant.MIN;
  private Duration pause = SHORTEST;
  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable String refusal;
  private volatile boolean started;

  /** Streams over a topology, not started. */
  public SchedulerStreams(
      Supplier<Topology> topology,
      StreamsSettings settings,
      Patience patience,
      InstantSource clock) {
    this.topology = topology;
    this.settings = settings;
    this.patience = patience;
    this.clock = clock;
  }

  /** State of the client; null before the first is made. */
  public KafkaStreams.@Nullable State state() {
    KafkaStreams client = streams;
    return client == null ? null : client.state();
  }

  /** What the registry refused, and that ended Streams for good; null: nothing. */
  public @Nullable String refusal() {
    return refusal;
  }

  /** Records still to read, of the partition that is furthest behind. */
  public double lag() {
    KafkaStreams client = streams;
    return client == null ? 0 : ConsumerLag.worst(client.metrics());
  }

  @Override
  public void start() {
    started = true;
    supervisor.start();
  }

  /** Stops in order. The group keeps this instance's partitions for it until its session ends. */
  @Override
  public void stop() {
    patience.stop();
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  private void run() {
    while (!ended()) {
      try {
        runClient();
      } catch (KafkaException e) {
        LOG.error("Streams cannot be started", e);
      }
      if (!ended()) {
        patience.rest(nextPause());
      }
    }
  }

  private boolean ended() {
    return patience.stopped() || refusal != null;
  }

  private void runClient() {
    Instant latest = clock.instant();
    KafkaStreams client = new KafkaStreams(topology.get(), new StreamsConfig(settings.streams()));
    try {
      CountDownLatch failed = new CountDownLatch(1);
      client.setUncaughtExceptionHandler(this::afterDeath);
      client.setStateListener((next, _) -> {
        if (next == KafkaStreams.State.ERROR) {
          failed.countDown();
        }
      });
      streams = client;
      client.start();
      while (failed.getCount() > 0 && patience.rest(LOOK_EVERY)) {
        Instant now = clock.instant();
        if (Setback.isBetween(latest, now)) {
          LOG.warn(
              "The clock was set back from {}: Streams, which goes by it, is replaced", latest);
          return;
        }
        latest = now.isAfter(latest) ? now : latest;
      }
    } finally {
      client.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
  }

  private StreamThreadExceptionResponse afterDeath(Throwable error) {
    SchemaRefusedException refused = SchemaRefusedException.in(error);
    if (refused != null) {
      refusal = refused.getMessage();
      LOG.error("Stopped for good: the registry and this program disagree", error);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration rest = nextPause();
    LOG.error("A Streams thread failed; it is replaced in {}", rest, error);
    patience.rest(rest);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private synchronized Duration nextPause() {
    Instant now = clock.instant();
    boolean forgiven = failedAt.isBefore(now.minus(FORGIVEN_AFTER));
    Duration twice = pause.multipliedBy(2);
    pause = forgiven ? SHORTEST : twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    failedAt = now;
    return pause;
  }
}
