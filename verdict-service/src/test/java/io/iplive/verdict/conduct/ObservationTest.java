package io.iplive.verdict.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservationTest {

  private static final Instant START = Rounds.at(0);

  private final Observation observation = new Observation();

  @Test
  void saysNothingOfNothing() {
    assertThat(observation.due(START.plusSeconds(60))).isNull();
    observation.saw(List.of(), START);
    assertThat(observation.due(START.plusSeconds(60))).isNull();
  }

  @Test
  void tellsEachTenSecondsWhatTheLastMinuteCameTo() {
    observation.saw(List.of(verdict(101, Outcome.UP, up(1), up(2), Vote.silent(3))), START);
    assertThat(observation.due(START.plusMillis(9_999))).isNull();
    assertThat(observation.due(START.plusSeconds(10)))
        .containsExactly(
            new Conduct(1, 1, 0, 0, 0, 0),
            new Conduct(2, 1, 0, 0, 0, 0),
            new Conduct(3, 0, 1, 0, 0, 0));
    observation.saw(List.of(verdict(101, Outcome.UP, up(1), up(2), up(3))), START.plusSeconds(11));
    assertThat(observation.due(START.plusSeconds(59))).contains(new Conduct(3, 1, 1, 1, 0, 0));
    assertThat(observation.due(START.plusSeconds(69)))
        .as("the first slice is a minute old")
        .contains(new Conduct(3, 1, 0, 1, 0, 0));
    assertThat(observation.due(START.plusSeconds(79))).as("the second too").isNull();
  }

  @Test
  void whoContradictsTwoThatAgreeIsAgainstThem() {
    observation.saw(
        List.of(
            verdict(101, Outcome.UP, up(1), up(2), down(3)),
            verdict(102, Outcome.DOWN, down(1), down(2), up(3)),
            verdict(101, Outcome.UP, up(1), up(2), down(3)),
            verdict(103, Outcome.DOWN, down(1), down(2), down(3))),
        START);
    assertThat(observation.due(START.plusSeconds(10)))
        .containsExactly(
            new Conduct(1, 4, 0, 1, 0, 0),
            new Conduct(2, 4, 0, 1, 0, 0),
            new Conduct(3, 4, 0, 4, 3, 2));
  }

  @Test
  void oneAgainstOneSaysNothing() {
    observation.saw(List.of(verdict(101, Outcome.INCONCLUSIVE, up(1), down(2))), START);
    assertThat(observation.due(START.plusSeconds(10)))
        .containsExactly(new Conduct(1, 1, 0, 0, 0, 0), new Conduct(2, 1, 0, 0, 0, 0));
  }

  @Test
  void theWordOfASuspectIsComparedSoThatItCanRecover() {
    observation.saw(
        List.of(
            verdict(101, Outcome.UP, up(1), up(2), up(3).distrusted()),
            verdict(102, Outcome.UP, up(1), up(2), down(3).distrusted())),
        START);
    assertThat(observation.due(START.plusSeconds(10))).contains(new Conduct(3, 2, 0, 2, 1, 1));
  }

  @Test
  void aCancelledRoundSaysNothing() {
    observation.saw(List.of(verdict(101, Outcome.CANCELLED, up(1), Vote.silent(2))), START);
    assertThat(observation.due(START.plusSeconds(10))).isNull();
  }

  private static Verdict verdict(long target, Outcome outcome, Vote... votes) {
    return Verdict.of(Rounds.target(target, 1), List.of(votes), outcome, Verdict.By.ANSWERS, START);
  }

  private static Vote up(long node) {
    return new Vote(node, Vote.Kind.UP, 200, null, null, 1000);
  }

  private static Vote down(long node) {
    return new Vote(node, Vote.Kind.DOWN, null, 2040, "reset", -1);
  }
}
