package io.iplive.gateway.ledger;

import static io.iplive.gateway.ledger.Duty.FORGET_LOW;
import static io.iplive.gateway.ledger.Duty.RESUME;
import static io.iplive.gateway.ledger.Duty.SUSPEND;
import static io.iplive.gateway.ledger.Duty.TELL_LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.account.AccountId;
import io.iplive.gateway.account.Standing;
import io.iplive.gateway.account.Standing.Reason;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DutyTest {

  private static final Standing ACTIVE = new Standing.Active();
  private static final Standing BROKE = new Standing.Suspended(Reason.BALANCE);
  private static final Standing BARRED = new Standing.Suspended(Reason.OPERATOR);
  private static final Terms TERMS =
      new Terms(new Money(1_000), Money.ZERO, "RUB", new Money(10_000));

  private static Purse purse(Standing standing, long balance, boolean low) {
    return new Purse(new AccountId(1), standing, false, new Money(balance), TERMS, low);
  }

  @Test
  void whoCannotPayTheNextCheckRests() {
    assertThat(Duty.of(purse(ACTIVE, 1_000, true))).isEmpty();
    assertThat(Duty.of(purse(ACTIVE, 999, true))).containsExactly(SUSPEND);
    assertThat(Duty.of(purse(ACTIVE, 999, false))).containsExactly(SUSPEND);
    assertThat(Duty.of(purse(BROKE, -5, true))).isEmpty();
  }

  @Test
  void whoOwesForMessagesRestsThoughChecksAreFree() {
    Terms messages = new Terms(Money.ZERO, new Money(2_500), "RUB", Money.ZERO);
    assertThat(Duty.of(purse(ACTIVE, 0, messages))).as("it may have none to send").isEmpty();
    assertThat(Duty.of(purse(ACTIVE, -1, messages))).containsExactly(SUSPEND);
    assertThat(Duty.of(purse(BROKE, -1, messages))).isEmpty();
    assertThat(Duty.of(purse(BROKE, 0, messages))).containsExactly(RESUME);
  }

  private static Purse purse(Standing standing, long balance, Terms terms) {
    return new Purse(new AccountId(1), standing, false, new Money(balance), terms, false);
  }

  @Test
  void whoRestsForMoneyResumesWhenItIsThereAndNobodyElseDoes() {
    assertThat(Duty.of(purse(BROKE, 1_000, true))).containsExactly(RESUME);
    assertThat(Duty.of(purse(BARRED, 1_000, true))).isEmpty();
    assertThat(Duty.of(purse(BARRED, 0, true))).isEmpty();
    assertThat(Duty.of(purse(new Standing.Deleted(), 0, false))).isEmpty();
  }

  @Test
  void theLowMarkIsToldOnceEachTimeItIsPassed() {
    assertThat(Duty.of(purse(ACTIVE, 9_999, false))).containsExactly(TELL_LOW);
    assertThat(Duty.of(purse(ACTIVE, 9_999, true))).isEmpty();
    assertThat(Duty.of(purse(ACTIVE, 10_000, true))).containsExactly(FORGET_LOW);
  }

  @Test
  void whatIsFreeAndWhatIsATestNeverRests() {
    Purse free = new Purse(new AccountId(1), ACTIVE, false, new Money(-1), Terms.FREE, false);
    Purse test = new Purse(new AccountId(1), ACTIVE, true, Money.ZERO, TERMS, false);
    assertThat(Duty.of(free)).isEmpty();
    assertThat(Duty.of(test)).isEmpty();
    Purse wasBroke = new Purse(new AccountId(1), BROKE, true, Money.ZERO, TERMS, false);
    assertThat(Duty.of(wasBroke)).containsExactly(RESUME);
  }

  @Test
  void whateverHappensItComesToRestAndWhoIsBrokeRests() {
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      Purse purse = purse(ACTIVE, 20_000, false);
      for (int i = 0; i < 20; i++) {
        Standing standing =
            random.nextInt(6) == 0 ? (random.nextBoolean() ? BARRED : ACTIVE) : purse.standing();
        purse = purse(standing, random.nextInt(20_000) - 500, purse.lowTold());
        int steps = 0;
        for (Set<Duty> due = Duty.of(purse); !due.isEmpty(); due = Duty.of(purse)) {
          for (Duty duty : due) {
            purse = done(purse, duty);
          }
          steps++;
          assertThat(steps).as("seed %d", seed).isLessThan(4);
        }
        assertThat(purse.broke() && purse.standing().equals(ACTIVE)).as("seed %d", seed).isFalse();
        assertThat(purse.standing().equals(BROKE))
            .as("seed %d", seed)
            .isEqualTo(purse.broke() && !purse.standing().equals(BARRED));
      }
    }
  }

  private static Purse done(Purse purse, Duty duty) {
    long micros = purse.balance().micros();
    return switch (duty) {
      case SUSPEND -> purse(BROKE, micros, purse.lowTold());
      case RESUME -> purse(ACTIVE, micros, purse.lowTold());
      case TELL_LOW -> purse(purse.standing(), micros, true);
      case FORGET_LOW -> purse(purse.standing(), micros, false);
    };
  }
}
