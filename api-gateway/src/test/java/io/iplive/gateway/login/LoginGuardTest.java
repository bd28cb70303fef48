package io.iplive.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginGuardTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HERE = "192.0.2.1";

  private final LoginGuard guard = new LoginGuard();

  @Test
  void theTenthWrongPasswordInFiveMinutesLocksForFifteen() {
    for (int i = 0; i < 9; i++) {
      guard.wrong(HERE, "ann", NOW.plusSeconds(i));
    }
    assertThat(guard.waitOfUser(HERE, "ann", NOW.plusSeconds(9))).isEmpty();
    Instant tenth = NOW.plusSeconds(299);
    guard.wrong(HERE, "ann", tenth);
    assertThat(guard.waitOfUser(HERE, "ann", tenth)).contains(Duration.ofMinutes(15));
    assertThat(guard.waitOfUser(HERE, "ann", tenth.plus(Duration.ofMinutes(15)))).isEmpty();
    assertThat(guard.waitOfUser(HERE, "bob", tenth)).isEmpty();
    assertThat(guard.waitOfUser("192.0.2.2", "ann", tenth)).isEmpty();
  }

  @Test
  void wrongOnesOfAnotherWindowDoNotCount() {
    for (int i = 0; i < 9; i++) {
      guard.wrong(HERE, "ann", NOW);
    }
    guard.wrong(HERE, "ann", NOW.plus(Duration.ofMinutes(5)));
    assertThat(guard.waitOfUser(HERE, "ann", NOW.plus(Duration.ofMinutes(5)))).isEmpty();
  }

  @Test
  void theFiftiethOfAnAddressLocksTheAddress() {
    for (int i = 0; i < 49; i++) {
      guard.wrong(HERE, "user-" + i, NOW);
    }
    assertThat(guard.waitOfAddress(HERE, NOW)).isEmpty();
    guard.wrong(HERE, "user-49", NOW);
    assertThat(guard.waitOfAddress(HERE, NOW)).isPresent();
    assertThat(guard.waitOfAddress("192.0.2.2", NOW)).isEmpty();
  }

  @Test
  void aFurtherWrongOneDoesNotEndTheLock() {
    for (int i = 0; i < 50; i++) {
      guard.wrong(HERE, "user-" + i, NOW);
    }
    Instant later = NOW.plus(Duration.ofMinutes(6));
    guard.wrong(HERE, "known", later);
    assertThat(guard.waitOfAddress(HERE, later)).contains(Duration.ofMinutes(9));
  }

  @Test
  void theRightPasswordStartsTheCountAnew() {
    for (int i = 0; i < 9; i++) {
      guard.wrong(HERE, "ann", NOW);
    }
    guard.right(HERE, "ann");
    guard.wrong(HERE, "ann", NOW);
    assertThat(guard.waitOfUser(HERE, "ann", NOW)).isEmpty();
  }

  @Test
  void aFloodOfNamesDoesNotGrowItWithoutBound() {
    for (int i = 0; i < 100_000; i++) {
      guard.wrong("2001:db8::" + Integer.toHexString(i), "user", NOW);
    }
    assertThat(guard.sources()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void theFiveMinutesSlide() {
    guard.wrong(HERE, "ann", NOW);
    for (int i = 0; i < 8; i++) {
      guard.wrong(HERE, "ann", NOW.plusSeconds(295));
    }
    assertThat(guard.waitOfUser(HERE, "ann", NOW.plusSeconds(295))).isEmpty();
    guard.wrong(HERE, "ann", NOW.plusSeconds(301));
    assertThat(guard.waitOfUser(HERE, "ann", NOW.plusSeconds(301))).isEmpty();
    guard.wrong(HERE, "ann", NOW.plusSeconds(302));
    assertThat(guard.waitOfUser(HERE, "ann", NOW.plusSeconds(302))).isPresent();
  }
}
