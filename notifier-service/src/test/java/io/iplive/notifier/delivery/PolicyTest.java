package io.iplive.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.delivery.Answer.Answered;
import io.iplive.notifier.delivery.Answer.Failed;
import io.iplive.notifier.delivery.Answer.Failure;
import io.iplive.notifier.directory.Repeats;
import io.iplive.notifier.message.DeliveryId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

  private static final Policy POLICY = Policy.standard();
  private static final DeliveryId ID = DeliveryId.toContact("901:OPENED", 134);
  private static final Answer SILENCE = new Failed(Failure.TIMEOUT, "No answer within 8000 ms");

  @Test
  void legacyIsDeliveredBy200Alone() {
    assertThat(legacy(1, new Answered(200, ""))).isEqualTo(new Next.Delivered());
    assertThat(legacy(2, new Answered(200, ""))).isEqualTo(new Next.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 201, 204, 301, 304, 404, 500})
  void legacyRepeatsOnceAfterTwoSecondsAndStops(int code) {
    assertThat(legacy(1, new Answered(code, ""))).isEqualTo(new Next.Repeat(Duration.ofSeconds(2)));
    assertThat(legacy(2, new Answered(code, ""))).isEqualTo(new Next.GivenUp());
  }

  @Test
  void silenceIsAsGoodAsARefusal() {
    assertThat(legacy(1, SILENCE)).isEqualTo(new Next.Repeat(Duration.ofSeconds(2)));
    assertThat(legacy(2, SILENCE)).isEqualTo(new Next.GivenUp());
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {"SECRET", "CHANNEL"})
  void ourOwnFaultsDoNotUseUpTheReceiversAttempts(Failure ours) {
    assertThat(legacy(5, new Failed(ours, "our fault"))).isInstanceOf(Next.Repeat.class);
  }

  @Test
  void durableIsDeliveredByAny2xx() {
    assertThat(durable(1, Duration.ZERO, new Answered(204, ""))).isEqualTo(new Next.Delivered());
    assertThat(durable(1, Duration.ZERO, new Answered(304, ""))).isInstanceOf(Next.Repeat.class);
  }

  @Test
  void durableBacksOffToAnHourAndGivesUpAfterADay() {
    Duration age = Duration.ZERO;
    int made = 0;
    Next next = durable(++made, age, SILENCE);
    while (next instanceof Next.Repeat(Duration pause)) {
      Duration full = Duration.ofSeconds(Math.min(3600, 5L << Math.min(made - 1, 20)));
      assertThat(pause).isBetween(full.multipliedBy(3).dividedBy(4), full);
      age = age.plus(pause);
      next = durable(++made, age, SILENCE);
    }
    assertThat(next).isEqualTo(new Next.GivenUp());
    assertThat(age).isBetween(Duration.ofHours(22), Duration.ofHours(24));
    assertThat(made).isBetween(30, 45);
  }

  @Test
  void whatAHeldChannelMadeOldGetsItsAttemptsAndNoPauseIsLongerThanAnHour() {
    Answer busy = new Answer.Deferred(9, "duplicate", Duration.ofSeconds(60));
    Duration old = Duration.ofDays(3);
    assertThat(durable(1, old, busy)).isEqualTo(new Next.Repeat(Duration.ofSeconds(60)));
    assertThat(durable(4, old, busy)).isEqualTo(new Next.GivenUp());
    Answer flood = new Answer.Deferred(429, "flood", Duration.ofDays(30));
    assertThat(durable(1, Duration.ZERO, flood)).isEqualTo(new Next.Repeat(Duration.ofHours(1)));
  }

  @Test
  void deliveriesToOneReceiverDoNotAllComeBackAtOnce() {
    long different =
        java.util.stream.LongStream.range(0, 50)
            .mapToObj(contact -> DeliveryId.toContact("901:OPENED", contact))
            .map(id -> POLICY.after(Repeats.DURABLE, id, 3, Duration.ZERO, SILENCE))
            .distinct()
            .count();
    assertThat(different).isGreaterThan(5);
  }

  private static Next legacy(int made, Answer answer) {
    return POLICY.after(Repeats.LEGACY, ID, made, Duration.ZERO, answer);
  }

  private static Next durable(int made, Duration age, Answer answer) {
    return POLICY.after(Repeats.DURABLE, ID, made, age, answer);
  }
}
