package io.iplive.verdict.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.round.Evidence;
import io.iplive.verdict.round.Lifecycle.Kind;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A round a character: {@code .} good, {@code S} good but slow, {@code E} failing. */
class SlownessTest {

  private static final long TARGET = 101;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # begins at the first of num_error slow rounds in a row
          .SSS        | 3 | 1 | +1@3
          SS.SS       | 3 | 1 |
          S           | 1 | 1 | +0@0
          # ends at the first of num_ok that are not
          SS.S        | 2 | 1 | +0@1 -2@2
          SS.S..      | 2 | 2 | +0@1 -4@5
          SS.S.S.     | 2 | 2 | +0@1
          # a failing round breaks a row and says nothing else of it; one without a conclusion does not
          SESS        | 2 | 1 | +2@3
          SSE.        | 2 | 1 | +0@1 -3@3
          SS.E..      | 2 | 2 | +0@1 -4@5
          S?S         | 2 | 1 | +0@2
          # commands end it, a new address counts afresh
          SSP         | 2 | 1 | +0@1 -2@2
          SSPSS       | 2 | 1 | +0@1 -2@2 +3@4
          SSX         | 2 | 1 | +0@1 -2@2
          SSR         | 2 | 1 | +0@1 -2@2
          SP          | 2 | 1 |
          SMSS        | 2 | 1 | +2@3
          SSM.        | 2 | 1 | +0@1 -3@3
          """)
  void timeline(String line, int numError, int numOk, @Nullable String expected) {
    assertThat(events(line.strip(), Rounds.policy(numError, numOk)))
        .isEqualTo(expected == null ? "" : expected.strip());
  }

  @Test
  void moreThanHalfOfTheGoodVotesMakeARoundSlow() {
    assertThat(slow(Rounds.slow(1))).isTrue();
    assertThat(slow(Rounds.slow(1), Rounds.up(2))).isFalse();
    assertThat(slow(Rounds.slow(1), Rounds.slow(2), Rounds.up(3))).isTrue();
    assertThat(slow(Rounds.slow(1), Rounds.down(2))).isTrue();
  }

  @Test
  void anOutageKeepsWhatWasSeenFirst() {
    Policy policy = Rounds.policy(2, 1);
    Outages state = Outages.NONE;
    List<OutageEvent> events = new ArrayList<>();
    for (int slot = 0; slot < 3; slot++) {
      Round round = round(Rounds.at(slot), policy);
      Verdict verdict =
          Verdict.of(
              new RoundOpened.Target(TARGET, 1101, 0, 1),
              List.of(Rounds.down(1), Rounds.seen(2, round.at()), Rounds.seen(3, round.at())),
              Outcome.DOWN,
              Verdict.By.ANSWERS,
              round.at());
      Machine.Step step = Machine.decided(state, round, verdict);
      state = step.next();
      events.addAll(step.events());
    }
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            OutageEvent.Opened.class,
            opened -> {
              Evidence evidence = Objects.requireNonNull(opened.evidence());
              assertThat(evidence.head()).isEqualTo(Rounds.at(0).toString());
              assertThat(evidence.node()).isEqualTo(2);
            });
  }

  private static boolean slow(Vote... votes) {
    return Verdict.of(
            new RoundOpened.Target(TARGET, 1101, 0, 1),
            List.of(votes),
            Outcome.UP,
            Verdict.By.ANSWERS,
            Rounds.at(0))
        .slow();
  }

  private static String events(String line, Policy policy) {
    Outages state = Outages.NONE;
    List<String> events = new ArrayList<>();
    long address = 1;
    for (int slot = 0; slot < line.length(); slot++) {
      Instant at = Rounds.at(slot);
      Machine.Step step =
          switch (line.charAt(slot)) {
            case '.' -> decided(state, address, at, policy, Rounds.up(1));
            case 'S' -> decided(state, address, at, policy, Rounds.slow(1));
            case 'E' -> decided(state, address, at, policy, Rounds.down(1));
            case '?' -> decided(state, address, at, policy);
            case 'P' -> Machine.changed(state, Rounds.fact(Kind.PAUSED, slot, at, TARGET));
            case 'X' -> Machine.changed(state, Rounds.fact(Kind.STOPPED, slot, at, TARGET));
            case 'R' -> Machine.changed(state, Rounds.fact(Kind.TARGETS_REMOVED, slot, at, TARGET));
            case 'M' -> {
              address++;
              yield new Machine.Step(state, List.of());
            }
            default -> throw new AssertionError(line.charAt(slot));
          };
      state = step.next();
      for (DegradedChanged changed : step.degraded()) {
        events.add(
            "%s%d@%d".formatted(changed.degraded() ? "+" : "-", slot(changed.at()), slot(at)));
      }
    }
    return String.join(" ", events);
  }

  private static Machine.Step decided(
      Outages state, long address, Instant at, Policy policy, Vote... votes) {
    Outcome outcome =
        Stream.of(votes)
            .findFirst()
            .map(vote -> vote.kind() == Vote.Kind.UP ? Outcome.UP : Outcome.DOWN)
            .orElse(Outcome.INCONCLUSIVE);
    Verdict verdict =
        Verdict.of(
            new RoundOpened.Target(TARGET, 1101, 0, address),
            List.of(votes),
            outcome,
            Verdict.By.ANSWERS,
            at);
    return Machine.decided(state, round(at, policy), verdict);
  }

  private static Round round(Instant at, Policy policy) {
    return Rounds.round(at, Rounds.version(1), 1, policy);
  }

  private static long slot(Instant at) {
    return at.getEpochSecond() / 60 - Rounds.at(0).getEpochSecond() / 60;
  }
}
