package io.iplive.verdict.kafka.state;

import io.iplive.verdict.collector.TopicTime;
import io.iplive.verdict.kafka.row.AnswersRow;
import io.iplive.verdict.kafka.row.ClockRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition's two topics have been read, and what of it is stored. Streams reads them in
 * the order of their times only as far as it knows what stands on the broker, which may be as old
 * as its last fetch: each topic has ticks of its own, so that neither is taken for silent. While
 * the ticks of schedule.v1 do not say that answers tick too, schedule.v1 alone is the clock.
 */
final class ReadingClock {

  /**
   * A partition of answers that is dead for longer is not waited for: open rounds would pile up.
   */
  private static final Duration WAITED_FOR = Duration.ofMinutes(10);

  private Instant now;
  private Instant heard;
  private boolean answersTick;
  private Instant stored;

  /** As it was stored; null: nothing was. */
  ReadingClock(@Nullable ClockRow clock, @Nullable AnswersRow answers) {
    now = clock == null ? Instant.EPOCH : StateAvro.at(clock.getNow());
    heard = answers == null ? Instant.EPOCH : StateAvro.at(answers.getHeard());
    answersTick = answers != null;
    stored = now;
  }

  TopicTime time() {
    if (!answersTick || !heard.isBefore(now)) {
      return TopicTime.heard(now);
    }
    boolean dead = now.getEpochSecond() - heard.getEpochSecond() > WAITED_FOR.toSeconds();
    return new TopicTime(now, dead ? now.minus(WAITED_FOR) : heard);
  }

  /** A record of schedule.v1 was read; its time never falls. */
  void advance(Instant appendedAt) {
    now = appendedAt.isAfter(now) ? appendedAt : now;
  }

  /** A record of probe-results.v1 was read. */
  void heard(Instant appendedAt) {
    heard = appendedAt.isAfter(heard) ? appendedAt : heard;
  }

  /** What a tick of schedule.v1 says of answers. */
  void answersTick(boolean tick) {
    answersTick = tick;
  }

  /** What to store of how far answers were read; null: nothing, they do not tick. */
  @Nullable AnswersRow answersRow() {
    return answersTick ? new AnswersRow(heard.toEpochMilli()) : null;
  }

  ClockRow clockRow() {
    return new ClockRow(now.toEpochMilli());
  }

  boolean isStored() {
    return stored.equals(now);
  }

  void stored() {
    stored = now;
  }

  /** A row was stored that tells a topic time, which may be the present one. */
  void storedWith(Instant time) {
    stored = time.equals(now) ? now : stored;
  }
}
