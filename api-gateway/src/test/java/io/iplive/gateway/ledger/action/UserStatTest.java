package io.iplive.gateway.ledger.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.ledger.Ledger;
import io.iplive.gateway.ledger.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserStatTest {

  @Test
  void daysLeftAreThoseAtTheCostOfTheLastDay() {
    assertThat(daysLeft(125_500_000, 3_980_000, Duration.ofDays(1))).hasToString("31.5");
    assertThat(daysLeft(-1, 1, Duration.ofDays(1))).hasToString("0.0");
  }

  @Test
  void whoBeganToPayTodayIsTakenToGoOnLikeThat() {
    assertThat(daysLeft(24_000_000, 2_000_000, Duration.ofHours(2))).hasToString("1.0");
    assertThat(daysLeft(24_000_000, 1_000_000, Duration.ofMinutes(1))).hasToString("1.0");
  }

  private static BigDecimal daysLeft(long balance, long spent, Duration span) {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    return UserStat.daysLeft(
        new Money(balance), new Ledger.Spent(new Money(spent), now.minus(span)), now);
  }
}
