package io.iplive.notifier.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.notifier.round.ClosedRound.Outcome;
import io.iplive.notifier.round.ClosedRound.RecordOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastStatusesTest {

  /** One record's rounds: U up, D down, ? inconclusive, x cancelled; below, * is news. */
  @ParameterizedTest
  @CsvSource({
    "UUUU,   *...",
    "D,      *",
    "UDDU,   **.*",
    "U?U,    *..",
    "?U,     **",
    "??U,    *.*",
    "U?D?D,  *.*..",
    "UxDxU,  *.*.*"
  })
  void tellsOfChangesOnly(String rounds, String news) {
    LastStatuses last = null;
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < rounds.length(); i++) {
      LastStatuses.Step step = LastStatuses.step(last, round(i, record(1, rounds.charAt(i))));
      told.append(step.changed() ? '*' : '.');
      last = step.next();
    }
    assertThat(told).hasToString(news);
  }

  @Test
  void aNewRecordIsNewsThoughTheOthersAreNot() {
    LastStatuses last = LastStatuses.step(null, round(1, record(1, 'U'))).next();

    assertThat(LastStatuses.step(last, round(2, record(1, 'U'), record(2, 'U'))).changed())
        .isTrue();
  }

  @Test
  void aRecordThatWasNotProbedKeepsItsStatus() {
    LastStatuses both = LastStatuses.step(null, round(1, record(1, 'U'), record(2, 'D'))).next();
    LastStatuses one = LastStatuses.step(both, round(2, record(2, 'D'))).next();

    assertThat(LastStatuses.step(one, round(3, record(1, 'U'))).changed()).isFalse();
  }

  @Test
  void aReplayIsNeverNews() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<ClosedRound> rounds = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        rounds.add(round(i, record(random.nextInt(3), "UD?".charAt(random.nextInt(3)))));
      }
      LastStatuses last = run(null, rounds);
      int cut = random.nextInt(rounds.size());
      for (ClosedRound again : rounds.subList(cut, rounds.size())) {
        LastStatuses.Step step = LastStatuses.step(last, again);
        assertThat(step.changed()).as("seed %d", seed).isFalse();
        assertThat(step.next()).as("seed %d", seed).isEqualTo(last);
      }
    }
  }

  private static @Nullable LastStatuses run(@Nullable LastStatuses from, List<ClosedRound> rounds) {
    LastStatuses last = from;
    for (ClosedRound round : rounds) {
      last = LastStatuses.step(last, round).next();
    }
    return last;
  }

  private static ClosedRound round(long second, RecordOutcome... records) {
    return new ClosedRound(7, Instant.ofEpochSecond(second), List.of(records));
  }

  private static RecordOutcome record(long target, char outcome) {
    Outcome seen =
        switch (outcome) {
          case 'U' -> Outcome.UP;
          case 'D' -> Outcome.DOWN;
          case 'x' -> Outcome.CANCELLED;
          default -> Outcome.INCONCLUSIVE;
        };
    return new RecordOutcome(target, target, 0, seen, null);
  }
}
