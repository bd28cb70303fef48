package io.iplive.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.job.JobLog.Entry;
import io.iplive.gateway.monitor.TargetId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobLogTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final JobLog log = new JobLog(Duration.ofMinutes(10));

  @Test
  void handsOutWhatCameFromAnOffsetOn() {
    for (int offset = 0; offset < 5; offset++) {
      log.add(entry(2L * offset, T0.plusSeconds(offset)), T0.plusSeconds(offset));
    }
    assertThat(log.from(3, 10)).extracting(Entry::offset).containsExactly(4L, 6L, 8L);
    assertThat(log.from(4, 2)).extracting(Entry::offset).containsExactly(4L, 6L);
    assertThat(log.from(9, 10)).isEmpty();
    assertThat(log.from(0, 10)).hasSize(5);
  }

  @Test
  void handsOutNothingThatIsHalfAMinuteOldButRemembersWhatWasAsked() {
    log.add(entry(0, T0), T0);
    log.forget(T0.plusSeconds(29));
    assertThat(log.from(0, 10)).hasSize(1);
    log.forget(T0.plusSeconds(30));
    assertThat(log.from(0, 10)).isEmpty();
    assertThat(log.asked(question(0))).isPresent();
    log.forget(T0.plus(Duration.ofMinutes(10)));
    assertThat(log.asked(question(0))).isPresent();
    log.forget(T0.plus(Duration.ofMinutes(10)).plusMillis(1));
    assertThat(log.asked(question(0))).isEmpty();
    assertThat(log.size()).isZero();
  }

  @Test
  void whatIsReadLateIsRememberedAndNotHandedOut() {
    log.add(entry(0, T0), T0.plusSeconds(300));
    assertThat(log.from(0, 10)).isEmpty();
    assertThat(log.asked(question(0))).isPresent();
  }

  @Test
  void anAnswerIsKeptAlsoWhenTheJobIsReadTwice() {
    log.add(entry(0, T0), T0);
    log.answered(question(0));
    log.answered(question(7));
    log.add(entry(0, T0), T0);
    assertThat(log.asked(question(0))).map(Asked::answered).contains(true);
    assertThat(log.asked(question(7))).isEmpty();
  }

  private static Question question(long target) {
    return new Question(new TargetId(target), T0);
  }

  private static Entry entry(long offset, Instant appendedAt) {
    return new Entry(offset, appendedAt, Jobs.job(offset, T0));
  }
}
