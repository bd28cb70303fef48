package io.iplive.notifier.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.message.DeliveryId;
import io.iplive.notifier.smsc.Reaction.Again;
import io.iplive.notifier.smsc.Reaction.AskFirst;
import io.iplive.notifier.smsc.Reaction.Fail;
import io.iplive.notifier.smsc.Reaction.Hold;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionTest {

  private static final DeliveryId ID = DeliveryId.toContact("901:OPENED", 134);

  @ParameterizedTest
  @CsvSource({
    "1, false, true",
    "5, false, false",
    "6, false, false",
    "7, true, false",
    "8, false, false",
    "99, false, true"
  })
  void someRefusalsEndTheMessage(int code, boolean badPhone, boolean alert) {
    assertThat(to(code, false)).isEqualTo(new Fail(badPhone, alert));
  }

  @ParameterizedTest
  @CsvSource({"2, login, 10", "4, blocked, 30"})
  void someRefusalsStopTheChannelForAWhile(int code, String reason, int minutes) {
    assertThat(to(code, false)).isEqualTo(new Hold(reason, Duration.ofMinutes(minutes), true));
  }

  @ParameterizedTest
  @CsvSource({"1, ", "2, login", "3, ", "4, blocked", "9, "})
  void aRefusedQuestionStopsTheChannelWhereAllWouldBe(int code, @Nullable String reason) {
    assertThat(Reaction.toQuestion(new Said.Refused(code, "text")).map(Hold::reason).orElse(null))
        .isEqualTo(reason);
  }

  /** Five in half an hour block the address. */
  @Test
  void wrongLoginsAreTriedLessOftenThanTheProviderBears() {
    assertThat(to(2, false))
        .isInstanceOfSatisfying(
            Hold.class,
            hold ->
                assertThat(hold.length().multipliedBy(4)).isGreaterThan(Duration.ofMinutes(30)));
  }

  @Test
  void withoutMoneyTheChannelWaitsForMoney() {
    assertThat(to(3, false))
        .isInstanceOfSatisfying(
            Hold.class,
            hold -> {
              assertThat(hold.reason()).isEqualTo(Reaction.NO_MONEY);
              assertThat(hold.length()).isGreaterThan(Duration.ofDays(365));
            });
  }

  @Test
  void tooManyAtOnceComeBackAfterAMinuteAndNotAllTogether() {
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(contact -> DeliveryId.toContact("901:OPENED", contact))
                .map(id -> Reaction.to(new Said.Refused(9, ""), false, id))
                .map(reaction -> ((Again) reaction).pause())
                .peek(pause ->
                    assertThat(pause).isBetween(Duration.ofSeconds(61), Duration.ofSeconds(77)))
                .distinct())
        .hasSizeGreaterThan(50);
  }

  @Test
  void afterAnAttemptWithoutAnAnswerARepetitionMeansThatItWasTaken() {
    assertThat(to(9, true)).isInstanceOf(AskFirst.class);
  }

  private static Reaction to(int code, boolean unanswered) {
    return Reaction.to(new Said.Refused(code, "text"), unanswered, ID);
  }
}
