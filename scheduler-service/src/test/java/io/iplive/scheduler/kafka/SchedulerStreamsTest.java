package io.iplive.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.iplive.schemas.Brokers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerStreamsTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final AtomicInteger clients = new AtomicInteger();

  @Test
  void aClientWhoseClockIsSetBackIsReplaced(@TempDir Path dir) {
    SchedulerStreams streams = streams(dir);
    streams.start();
    try {
      await().until(() -> streams.state() != null);
      clock.advance(Duration.ofHours(-2));
      await().atMost(Duration.ofSeconds(30)).until(() -> clients.get() == 2);
    } finally {
      streams.stop();
    }
    assertThat(clients).hasValue(2);
  }

  private SchedulerStreams streams(Path dir) {
    StreamsSettings settings =
        new StreamsSettings(new Brokers("localhost:1", Map.of()), "scheduler-0", dir, -1, 0, 1);
    return new SchedulerStreams(
        () -> {
          clients.incrementAndGet();
          return new Topology().addSource("source", "topic").addSink("sink", "other", "source");
        },
        settings,
        new Patience(),
        clock);
  }
}
