package io.iplive.verdict.collector;

import static org.assertj.core.api.Assertions.fail;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The vote, from RoundOpened to RoundClosed, against a model that knows only the definition: every
 * combination of what up to seven nodes do, for every number of votes needed.
 */
class VoteModelTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 1_000);
  private static final Instant OPENED = Rounds.at(0);
  private static final Instant HEARD = OPENED.plusSeconds(2);
  private static final Instant DEADLINE = OPENED.plusSeconds(6);
  private static final Instant LATER = OPENED.plusSeconds(7);
  private static final long TARGET = 101;

  /** What a node does. What a late or suspect one says is the opposite of what would come out. */
  private enum Deed {
    UP,
    DOWN,
    SILENT,
    LATE,
    SUSPECT
  }

  @ParameterizedTest(name = "{0} nodes")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void everyCombinationInEveryOrderComesToWhatTheDefinitionSays(int nodes) {
    combinations(nodes)
        .forEach(number -> {
          List<Deed> deeds = deeds(number, nodes);
          for (int needed = 1; needed <= nodes; needed++) {
            check(deeds, needed, number);
          }
        });
  }

  /** All orders of seven would be half a million rounds; whose answer comes first turns instead. */
  @Test
  void everyCombinationOfSevenComesToWhatTheDefinitionSays() {
    combinations(7)
        .forEach(number -> {
          List<Deed> deeds = deeds(number, 7);
          if (isSorted(deeds)) {
            for (int needed = 1; needed <= 7; needed++) {
              for (int first = 0; first < 7; first++) {
                check(deeds, needed, first);
              }
            }
          }
        });
  }

  private static IntStream combinations(int nodes) {
    return IntStream.range(0, (int) Math.pow(Deed.values().length, nodes)).parallel();
  }

  private static boolean isSorted(List<Deed> deeds) {
    for (int i = 1; i < deeds.size(); i++) {
      if (deeds.get(i - 1).compareTo(deeds.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static void check(List<Deed> deeds, int needed, int first) {
    List<RoundOpened.Asked> asked = new ArrayList<>();
    for (int node = 0; node < deeds.size(); node++) {
      asked.add(new RoundOpened.Asked(node, isSuspectWhenAsked(deeds.get(node), node)));
    }
    RoundOpened opened =
        new RoundOpened(
            Rounds.round(OPENED, Rounds.version(1), needed, Rounds.POLICY),
            List.of(Rounds.target(TARGET, 1)),
            asked,
            Duration.ofSeconds(5));
    boolean last = model(deeds, needed) != Outcome.DOWN;
    List<Collected> collected = new ArrayList<>();
    Collecting.Step step =
        Collecting.opened(Collector.fresh(OPENED), opened, TopicTime.heard(OPENED), LIMITS);
    collected.addAll(step.collected());
    for (int i = 0; i < deeds.size(); i++) {
      int node = (i + first) % deeds.size();
      Vote vote = inTime(deeds.get(node), node, last);
      if (vote != null) {
        step = answered(step.next(), vote, HEARD, collected);
      }
    }
    step = Collecting.timePassed(step.next(), TopicTime.heard(DEADLINE), LIMITS);
    collected.addAll(step.collected());
    for (int node = 0; node < deeds.size(); node++) {
      if (deeds.get(node) == Deed.LATE) {
        step = answered(step.next(), last ? Rounds.down(node) : Rounds.up(node), LATER, collected);
      }
    }
    judge(deeds, needed, collected);
  }

  private static Collecting.Step answered(
      Collector state, Vote vote, Instant now, List<Collected> collected) {
    Collecting.Step step =
        Collecting.answered(
            state, Rounds.answer(0, TARGET, vote), now, 0, TopicTime.heard(now), LIMITS);
    collected.addAll(step.collected());
    return step;
  }

  private static void judge(List<Deed> deeds, int needed, List<Collected> collected) {
    List<Verdict> decided = new ArrayList<>();
    List<RoundEvent> released = new ArrayList<>();
    int late = 0;
    for (Collected one : collected) {
      switch (one) {
        case Collected.Decided(var _, Verdict verdict) -> decided.add(verdict);
        case Collected.Released(RoundEvent event) -> released.add(event);
        case Collected.Read(Reading reading) -> late += reading == Reading.LATE ? 1 : 0;
      }
    }
    boolean early = knownBeforeTheDeadline(deeds, needed);
    boolean once = decided.size() == 1 && released.size() == 1;
    boolean holds =
        once
            && decided.getFirst().outcome() == model(deeds, needed)
            && (decided.getFirst().by() == Verdict.By.ANSWERS) == early
            && decided.getFirst().decidedAt().isBefore(DEADLINE) == early
            && late >= Collections.frequency(deeds, Deed.LATE);
    if (!holds) {
      fail("%s, needed %d: %s".formatted(deeds, needed, collected));
    }
  }

  /** The definition: what is missing, however it went missing, never lowers the votes needed. */
  private static Outcome model(List<Deed> deeds, int needed) {
    int down = Collections.frequency(deeds, Deed.DOWN);
    int up = Collections.frequency(deeds, Deed.UP);
    int missing = deeds.size() - up - down;
    if (down >= needed) {
      return Outcome.DOWN;
    }
    return down + missing < needed ? Outcome.UP : Outcome.INCONCLUSIVE;
  }

  /** Whether the outcome is the same whatever the silent and late ones might have said. */
  private static boolean knownBeforeTheDeadline(List<Deed> deeds, int needed) {
    int open = Collections.frequency(deeds, Deed.SILENT) + Collections.frequency(deeds, Deed.LATE);
    int down = Collections.frequency(deeds, Deed.DOWN);
    int lost = Collections.frequency(deeds, Deed.SUSPECT);
    Set<Outcome> ends = EnumSet.noneOf(Outcome.class);
    for (int moreDown = 0; moreDown <= open; moreDown++) {
      for (int moreLost = 0; moreLost + moreDown <= open; moreLost++) {
        int missing = lost + moreLost;
        ends.add(
            down + moreDown >= needed
                ? Outcome.DOWN
                : down + moreDown + missing < needed ? Outcome.UP : Outcome.INCONCLUSIVE);
      }
    }
    return ends.size() == 1;
  }

  private static @Nullable Vote inTime(Deed deed, int node, boolean last) {
    return switch (deed) {
      case UP -> Rounds.up(node);
      case DOWN -> Rounds.down(node);
      case SILENT, LATE -> null;
      case SUSPECT -> {
        Vote lie = last ? Rounds.down(node) : Rounds.up(node);
        yield isSuspectWhenAsked(deed, node) ? lie : lie.distrusted();
      }
    };
  }

  /** Half of the suspects were known when asked, the others say it of themselves. */
  private static boolean isSuspectWhenAsked(Deed deed, int node) {
    return deed == Deed.SUSPECT && node % 2 == 0;
  }

  private static List<Deed> deeds(int number, int nodes) {
    List<Deed> deeds = new ArrayList<>(nodes);
    int rest = number;
    for (int node = 0; node < nodes; node++) {
      deeds.add(Deed.values()[rest % Deed.values().length]);
      rest /= Deed.values().length;
    }
    return deeds;
  }
}
