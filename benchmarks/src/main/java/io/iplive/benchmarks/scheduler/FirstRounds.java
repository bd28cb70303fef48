package io.iplive.benchmarks.scheduler;

import io.iplive.benchmarks.Complaint;
import io.iplive.benchmarks.topic.TopicReader;
import io.iplive.benchmarks.topic.Wire;
import io.iplive.schemas.AvroSerde;
import io.iplive.schemas.Topics;
import io.iplive.schemas.scheduler.ScheduleEvent;
import io.iplive.schemas.scheduler.ScheduleEventKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When rounds began to be opened, in milliseconds of the epoch by the broker's clock.
 *
 * @param anywhere in one partition
 * @param everywhere in every partition
 */
record FirstRounds(long anywhere, long everywhere) {

  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofMillis(100);

  static FirstRounds await(String broker, Wire wire) throws InterruptedException {
    Map<Integer, Long> firstOf = new ConcurrentHashMap<>();
    AvroSerde<ScheduleEvent> serde = wire.serde(ScheduleEvent.class);
    try (TopicReader reader =
        TopicReader.fromBeginning(
            broker,
            List.of(Topics.SCHEDULE),
            record -> {
              if (!firstOf.containsKey(record.partition())
                  && serde.decode(record.topic(), record.value()).getKind()
                      == ScheduleEventKind.ROUND_OPENED) {
                firstOf.put(record.partition(), record.timestamp());
              }
            })) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (firstOf.size() < PARTITIONS) {
        if (System.nanoTime() > deadline) {
          throw new Complaint("only %d partitions have rounds".formatted(firstOf.size()));
        }
        reader.requireReading();
        Thread.sleep(STEP);
      }
    }
    Collection<Long> times = firstOf.values();
    return new FirstRounds(
        times.stream().min(Long::compare).orElseThrow(),
        times.stream().max(Long::compare).orElseThrow());
  }
}
