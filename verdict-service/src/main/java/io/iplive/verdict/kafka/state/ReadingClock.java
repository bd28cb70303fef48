package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.row.ClockRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition's two topics have been read, and what of it is stored. Streams reads them in
 * the order of their times only as far as it knows what stands on the broker, which may be as old
 * as its last fetch: each topic has ticks of its own, so that neither is taken for silent.
 */
final class ReadingClock {

  private Instant now;
  private @Nullable Instant answered;
  private Instant stored;
  private boolean storedAnswered;

  /** Of a partition that nothing was read of. */
  ReadingClock() {
    now = Instant.EPOCH;
    stored = now;
    storedAnswered = true;
  }

  /** As it was stored. */
  ClockRow row() {
    return new ClockRow(now.toEpochMilli(), answered == null ? null : answered.toEpochMilli());
  }

  ReadingClock(ClockRow row) {
    now = StateAvro.at(row.getNow());
    Long at = row.getAnswered();
    answered = at == null ? null : StateAvro.at(at);
    stored = now;
    storedAnswered = true;
  }

  /** Before answers tick at all, schedule.v1 alone is the clock. */
  TopicTime time() {
    return answered == null || answered.isAfter(now)
        ? TopicTime.heard(now)
        : new TopicTime(now, answered);
  }

  void advance(Instant appendedAt) {
    now = appendedAt.isAfter(now) ? appendedAt : now;
  }

  void heard(Instant appendedAt, boolean tick) {
    if (answered == null ? tick : appendedAt.isAfter(answered)) {
      storedAnswered &= answered != null;
      answered = appendedAt;
    }
  }

  boolean isStored() {
    return stored.equals(now) && storedAnswered;
  }

  void stored() {
    stored = now;
    storedAnswered = true;
  }

  /** A row was stored that tells a topic time, which may be the present one. */
  void storedWith(Instant time) {
    stored = time.equals(now) ? now : stored;
  }
}
