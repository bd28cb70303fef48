package io.iplive.verdict.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.iplive.verdict.Rounds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final int MOST_NODES = 7;

  /** What became of a node that was asked. */
  private enum Word {
    UP,
    DOWN,
    SILENT,
    SUSPECT_WHEN_ASKED,
    SUSPECT_BY_ITSELF,
    NOT_RUN
  }

  private interface Check {
    void check(List<Word> words, int needed, Outcome outcome);
  }

  @Test
  void agreesWithTheDefinitionForAllWordsOfUpToSevenNodes() {
    forAll(
        6,
        (words, needed, outcome) ->
            hold(
                outcome == naive(words, needed),
                () -> words + ", needed " + needed + ": " + outcome));
  }

  @Test
  void aWordLostNeverMakesDownOrUpOfWhatWasNot() {
    forAll(
        5,
        (words, needed, outcome) -> {
          for (int i = 0; i < words.size(); i++) {
            for (Word lost : EnumSet.range(Word.SILENT, Word.NOT_RUN)) {
              List<Word> fewer = new ArrayList<>(words);
              fewer.set(i, lost);
              Outcome then = decided(fewer, needed);
              hold(
                  then == outcome || then == Outcome.INCONCLUSIVE,
                  () -> words + " -> " + fewer + ", needed " + needed);
            }
          }
        });
  }

  @Test
  void oneMoreDownNeverHelps() {
    forAll(
        5,
        (words, needed, outcome) -> {
          for (int i = 0; i < words.size(); i++) {
            List<Word> worse = new ArrayList<>(words);
            worse.set(i, Word.DOWN);
            hold(
                badness(decided(worse, needed)) >= badness(outcome),
                () -> words + " -> " + worse + ", needed " + needed);
          }
        });
  }

  @Test
  void decidesEarlyExactlyWhenNoAnswerCanChangeTheOutcome() {
    for (int nodes = 1; nodes <= MOST_NODES; nodes++) {
      for (int down = 0; down <= nodes; down++) {
        for (int lost = 0; lost + down <= nodes; lost++) {
          for (int pending = 0; pending + lost + down <= nodes; pending++) {
            int up = nodes - down - lost - pending;
            for (int needed = 1; needed <= nodes; needed++) {
              Tally tally = new Tally(up, down, lost, pending);
              assertThat(tally.outcome(needed))
                  .as("%s, needed %d", tally, needed)
                  .isEqualTo(onlyEnd(tally, needed));
            }
          }
        }
      }
    }
  }

  @Test
  void oneFailureOfThreeWithTwoSilentIsInconclusive() {
    assertThat(decided(List.of(Word.DOWN, Word.SILENT, Word.SILENT), 2))
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  /** The outcome of every possible end, when it is the same; else null. */
  private static @Nullable Outcome onlyEnd(Tally tally, int needed) {
    Set<Outcome> ends = EnumSet.noneOf(Outcome.class);
    for (int down = 0; down <= tally.pending(); down++) {
      for (int lost = 0; lost + down <= tally.pending(); lost++) {
        ends.add(naive(tally.down() + down, tally.lost() + lost, needed));
      }
    }
    return ends.size() == 1 ? ends.iterator().next() : null;
  }

  private static Outcome naive(int down, int missing, int needed) {
    if (down >= needed) {
      return Outcome.DOWN;
    }
    return down + missing < needed ? Outcome.UP : Outcome.INCONCLUSIVE;
  }

  private static Outcome naive(List<Word> words, int needed) {
    int down = (int) words.stream().filter(w -> w == Word.DOWN).count();
    int up = (int) words.stream().filter(w -> w == Word.UP).count();
    return naive(down, words.size() - up - down, needed);
  }

  /** An assertion a million times over must not format its words each time. */
  private static void hold(boolean holds, Supplier<String> what) {
    if (!holds) {
      fail(what.get());
    }
  }

  private static int badness(Outcome outcome) {
    return switch (outcome) {
      case UP -> 0;
      case INCONCLUSIVE -> 1;
      case DOWN -> 2;
      case CANCELLED -> throw new AssertionError(outcome);
    };
  }

  private static void forAll(int mostNodes, Check check) {
    for (int nodes = 1; nodes <= mostNodes; nodes++) {
      each(
          nodes,
          Word.values(),
          new ArrayList<>(),
          words -> {
            for (int needed = 1; needed <= words.size(); needed++) {
              check.check(words, needed, decided(words, needed));
            }
          });
    }
  }

  private static void each(
      int nodes, Word[] kinds, List<Word> words, java.util.function.Consumer<List<Word>> visit) {
    if (words.size() == nodes) {
      visit.accept(words);
      return;
    }
    for (Word word : kinds) {
      words.add(word);
      each(nodes, kinds, words, visit);
      words.removeLast();
    }
  }

  private static Outcome decided(List<Word> words, int needed) {
    List<RoundOpened.Asked> asked = new ArrayList<>();
    List<Vote> votes = new ArrayList<>();
    for (int node = 0; node < words.size(); node++) {
      Word word = words.get(node);
      asked.add(new RoundOpened.Asked(node, word == Word.SUSPECT_WHEN_ASKED));
      switch (word) {
        case UP -> votes.add(Rounds.up(node));
        case DOWN -> votes.add(Rounds.down(node));
        case SUSPECT_BY_ITSELF -> votes.add(Rounds.down(node).distrusted());
        case NOT_RUN -> votes.add(Rounds.notRun(node));
        case SILENT, SUSPECT_WHEN_ASKED -> {}
      }
    }
    Outcome outcome = Tally.of(asked, votes).closed().outcome(needed);
    if (outcome == null) {
      throw new AssertionError("undecided at the deadline: " + words);
    }
    return outcome;
  }
}
