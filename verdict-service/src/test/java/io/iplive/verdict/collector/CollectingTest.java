package io.iplive.verdict.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Lifecycle.Kind;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.RoundEvent;
import io.iplive.verdict.round.RoundOpened;
import io.iplive.verdict.round.Verdict;
import io.iplive.verdict.round.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CollectingTest {

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), 100);

  private Collector state = Collector.fresh(Rounds.at(0));
  private Instant now = Rounds.at(0);
  private final List<Collected> said = new ArrayList<>();

  @Test
  void aTargetIsDecidedWithTheSecondOfTwoVotesNeededAndTheThirdIsLate() {
    open(Rounds.opened(0, 1, 3, 2));
    answer(0, 101, Rounds.down(1));
    assertThat(decisions()).isEmpty();
    answer(0, 101, Rounds.down(2));
    assertThat(decisions()).containsExactly("101 DOWN ANSWERS");
    answer(0, 101, Rounds.up(3));
    assertThat(readings()).containsExactly(Reading.COUNTED, Reading.COUNTED, Reading.LATE);
    assertThat(closed()).hasSize(1);
  }

  @Test
  void whoIsSilentAtTheDeadlineIsListedSo() {
    open(Rounds.opened(0, 1, 3, 2));
    answer(0, 101, Rounds.down(1));
    pass(Duration.ofMillis(5_999));
    assertThat(decisions()).isEmpty();
    pass(Duration.ofMillis(1));
    Verdict verdict = closed().getFirst().verdicts().getFirst();
    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.by()).isEqualTo(Verdict.By.DEADLINE);
    assertThat(verdict.votes())
        .extracting(Vote::kind)
        .containsExactly(Vote.Kind.DOWN, Vote.Kind.SILENT, Vote.Kind.SILENT);
  }

  @Test
  void theListOfAClosedRoundIsInTheOrderOfDecision() {
    open(Rounds.opened(0, 3, 1, 1));
    answer(0, 103, Rounds.up(1));
    answer(0, 101, Rounds.down(1));
    answer(0, 102, Rounds.up(1));
    assertThat(decisions()).containsExactly("103 UP ANSWERS", "101 DOWN ANSWERS", "102 UP ANSWERS");
    assertThat(closed().getFirst().verdicts())
        .extracting(verdict -> verdict.target().id())
        .containsExactly(103L, 101L, 102L);
  }

  @Test
  void aRoundWaitsForTheOneBefore() {
    open(Rounds.opened(0, 1, 1, 1));
    open(Rounds.opened(1, 1, 1, 1));
    answer(1, 101, Rounds.down(1));
    assertThat(decisions()).isEmpty();
    answer(0, 101, Rounds.up(1));
    assertThat(decisions()).containsExactly("101 UP ANSWERS", "101 DOWN ANSWERS");
    assertThat(closed())
        .extracting(round -> round.round().at())
        .containsExactly(Rounds.at(0), Rounds.at(1));
  }

  @Test
  void aRoundThatIsNotNewerIsDropped() {
    open(Rounds.opened(1, 1, 1, 1));
    open(Rounds.opened(1, 1, 2, 2));
    open(Rounds.opened(0, 1, 1, 1));
    assertThat(state.open()).hasSize(1);
    answer(1, 101, Rounds.up(2));
    assertThat(readings()).containsExactly(Reading.FOREIGN);
  }

  @Test
  void aRoundOfADefinitionOlderThanTheNewestFactIsDropped() {
    change(Rounds.fact(Kind.CHANGED, 2, Rounds.at(0), 101));
    open(Rounds.opened(1, 1, 1, 1));
    assertThat(state.open()).isEmpty();
    assertThat(state.head().newestRound()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void theOtherTargetsOfARoundDoNotCareWhatIsRemovedOrMoved() {
    open(Rounds.opened(0, 3, 1, 1));
    open(Rounds.opened(1, 3, 1, 1));
    answer(1, 101, Rounds.up(1));
    change(Rounds.fact(Kind.TARGETS_REMOVED, 2, Rounds.at(0), 102));
    change(Rounds.fact(Kind.TARGETS_MOVED, 3, Rounds.at(0), 103));
    answer(0, 102, Rounds.down(1));
    answer(0, 101, Rounds.down(1));
    assertThat(readings()).containsExactly(Reading.COUNTED, Reading.LATE, Reading.COUNTED);
    assertThat(closed())
        .extracting(CollectingTest::outcomes)
        .containsExactly(
            "102 CANCELLED, 103 CANCELLED, 101 DOWN", "102 CANCELLED, 103 CANCELLED, 101 UP");
    assertThat(state.open()).isEmpty();
  }

  @Test
  void aRoundThatIsDecidedInPartEndsWithAFactOfAnyTarget() {
    open(Rounds.opened(0, 3, 1, 1));
    open(Rounds.opened(1, 3, 1, 1));
    answer(0, 101, Rounds.down(1));
    change(Rounds.fact(Kind.TARGETS_REMOVED, 2, Rounds.at(0), 101));
    assertThat(closed())
        .extracting(CollectingTest::outcomes)
        .containsExactly("101 DOWN, 102 CANCELLED, 103 CANCELLED");
    assertThat(state.open()).hasSize(1);
  }

  @Test
  void aRoundOfNothingButRemovedTargetsIsOverBeforeTheFact() {
    open(Rounds.opened(0, 1, 1, 1));
    open(Rounds.opened(1, 2, 1, 1));
    change(Rounds.fact(Kind.TARGETS_REMOVED, 2, Rounds.at(0), 101));
    assertThat(closed()).extracting(CollectingTest::outcomes).containsExactly("101 CANCELLED");
    assertThat(state.open()).hasSize(1);
    assertThat(said.getLast())
        .isInstanceOfSatisfying(
            Collected.Released.class,
            released -> assertThat(released.event()).isInstanceOf(RoundEvent.Changed.class));
  }

  @Test
  void onlyAskedNodesAndTargetsCountAndOnlyOnce() {
    open(Rounds.opened(0, 1, 2, 2));
    answer(0, 101, Rounds.up(9));
    answer(0, 999, Rounds.up(1));
    answer(0, 101, Rounds.down(1));
    answer(0, 101, Rounds.up(1));
    assertThat(readings())
        .containsExactly(Reading.FOREIGN, Reading.FOREIGN, Reading.COUNTED, Reading.DUPLICATE);
    assertThat(decisions()).isEmpty();
  }

  @Test
  void aNodeThatWasSuspectWhenAskedHasNoVote() {
    RoundOpened plain = Rounds.opened(0, 1, 3, 2);
    open(
        new RoundOpened(
            plain.round(),
            plain.targets(),
            List.of(
                new RoundOpened.Asked(1, true),
                new RoundOpened.Asked(2, true),
                new RoundOpened.Asked(3, false)),
            plain.lasts()));
    assertThat(decisions()).containsExactly("101 INCONCLUSIVE ANSWERS");
  }

  @Test
  void answersThatPrecedeTheirRoundCountWhenItOpens() {
    answer(0, 101, Rounds.down(1));
    answer(0, 101, Rounds.down(1));
    answer(0, 101, Rounds.down(9));
    answer(0, 101, Rounds.down(2));
    open(Rounds.opened(0, 1, 3, 2));
    assertThat(readings())
        .containsExactly(Reading.DUPLICATE, Reading.COUNTED, Reading.FOREIGN, Reading.COUNTED);
    assertThat(decisions()).containsExactly("101 DOWN ANSWERS");
    assertThat(state.early()).isEmpty();
  }

  @Test
  void answersOfNoRoundAreLetGoAfterTenSeconds() {
    answer(0, 101, Rounds.down(1));
    pass(Duration.ofMillis(9_999));
    assertThat(state.early()).hasSize(1);
    pass(Duration.ofMillis(1));
    assertThat(state.early()).isEmpty();
    assertThat(readings()).containsExactly(Reading.FOREIGN);
    assertThat(state.isOver(now)).isTrue();
  }

  @Test
  void manyMoreAnswersThatAreReadFarAheadOfTheirRoundWaitForIt() {
    Instant appendedAt = now.plusSeconds(30);
    answer(0, 101, Rounds.down(1), appendedAt, LIMITS.earlyPerNode());
    answer(0, 101, Rounds.down(2), appendedAt, LIMITS.earlyPerNode());
    answer(0, 101, Rounds.down(3), appendedAt, 20 * LIMITS.earlyPerNode());
    assertThat(readings()).containsExactly(Reading.FOREIGN);
    pass(Duration.ofSeconds(29));
    open(Rounds.opened(0, 1, 3, 2));
    assertThat(decisions()).containsExactly("101 DOWN ANSWERS");
  }

  @Test
  void nobodyIsSilentBeforeAnswersHaveBeenReadUpToTheDeadline() {
    RoundOpened opened = Rounds.opened(0, 1, 3, 2);
    open(opened);
    Instant openedAt = now;
    Instant deadline = openedAt.plus(opened.lasts()).plus(LIMITS.grace());
    now = deadline.plusSeconds(60);
    TopicTime behind = new TopicTime(now, deadline.minusMillis(1));
    take(Collecting.timePassed(state, behind, LIMITS));
    take(Collecting.opened(state, Rounds.opened(1, 1, 3, 2), behind, LIMITS));
    assertThat(decisions()).isEmpty();
    take(answered(1, openedAt.plusSeconds(1), behind));
    take(answered(2, openedAt.plusSeconds(1), behind));
    assertThat(decisions()).containsExactly("101 DOWN ANSWERS");
  }

  @Test
  void whoHasNotSpokenWhenAnswersAreReadUpToTheDeadlineIsSilent() {
    RoundOpened opened = Rounds.opened(0, 1, 3, 2);
    open(opened);
    answer(0, 101, Rounds.down(1));
    Instant deadline = now.plus(opened.lasts()).plus(LIMITS.grace());
    now = deadline.plusSeconds(60);
    take(Collecting.timePassed(state, new TopicTime(now, deadline), LIMITS));
    assertThat(decisions()).containsExactly("101 INCONCLUSIVE DEADLINE");
  }

  private Collecting.Step answered(long node, Instant appendedAt, TopicTime time) {
    Answer answer = Rounds.answer(0, 101, Rounds.down(node));
    return Collecting.answered(state, answer, appendedAt, 0, time, LIMITS);
  }

  @Test
  void aNodeThatFillsItsShareIsNotKept() {
    Collecting.Step step =
        Collecting.answered(
            state,
            Rounds.answer(0, 101, Rounds.up(1)),
            now,
            LIMITS.earlyPerNode(),
            TopicTime.heard(now),
            LIMITS);
    assertThat(step.next().early()).isEmpty();
    assertThat(step.collected()).containsExactly(new Collected.Read(Reading.FOREIGN));
  }

  @Test
  void aLifecycleFactClosesOpenRoundsFirstAndThenFollowsThem() {
    open(Rounds.opened(0, 2, 1, 1));
    open(Rounds.opened(1, 1, 1, 1));
    answer(0, 102, Rounds.down(1));
    answer(1, 101, Rounds.up(1));
    Lifecycle stop = Rounds.fact(Kind.STOPPED, 2, Rounds.at(1), 101, 102);
    change(stop);
    assertThat(decisions())
        .containsExactly("102 DOWN ANSWERS", "101 CANCELLED LIFECYCLE", "101 UP ANSWERS");
    assertThat(said.getLast()).isEqualTo(new Collected.Released(new RoundEvent.Changed(stop)));
    answer(1, 101, Rounds.down(1));
    assertThat(readings()).endsWith(Reading.LATE);
  }

  @Test
  void aRepeatedOrOlderFactIsNoNews() {
    change(Rounds.fact(Kind.TARGETS_MOVED, 2, Rounds.at(0), 101));
    change(Rounds.fact(Kind.CHANGED, 2, Rounds.at(0), 101));
    open(Rounds.opened(Rounds.round(Rounds.at(1), Rounds.version(2), 1, Rounds.POLICY), 1, 1));
    said.clear();
    change(Rounds.fact(Kind.TARGETS_MOVED, 2, Rounds.at(0), 101));
    change(Rounds.fact(Kind.STOPPED, 1, Rounds.at(0), 101));
    assertThat(said).isEmpty();
    assertThat(state.open()).hasSize(1);
  }

  @Test
  void aStoppedMonitorIsForgottenAfterAnHourAndNoLateRoundRevivesIt() {
    open(Rounds.opened(0, 1, 1, 1));
    change(Rounds.fact(Kind.STOPPED, 2, Rounds.at(1), 101));
    open(Rounds.opened(Rounds.round(Rounds.at(2), Rounds.version(2), 1, Rounds.POLICY), 1, 1));
    assertThat(state.open()).isEmpty();
    assertThat(state.isWatched()).isFalse();
    pass(Duration.ofMinutes(59));
    assertThat(state.isOver(now)).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(state.isOver(now)).isTrue();
    assertThat(state.due(LIMITS)).isEqualTo(now);
  }

  @Test
  void aPausedMonitorIsNotStaleAndLivesOnWithItsNextDefinition() {
    change(Rounds.fact(Kind.STARTED, 1, Rounds.at(0), 101));
    change(Rounds.fact(Kind.PAUSED, 2, Rounds.at(0), 101));
    pass(Duration.ofHours(5));
    assertThat(state.isStale(now)).isFalse();
    change(Rounds.fact(Kind.STARTED, 3, Rounds.at(300), 101));
    assertThat(state.isStale(now)).isFalse();
    pass(Duration.ofSeconds(122));
    assertThat(state.isStale(now)).isTrue();
  }

  @Test
  void aMonitorIsStaleWhenNoRoundClosedForTwoPeriodsAndASecond() {
    open(Rounds.opened(0, 1, 1, 1));
    answer(0, 101, Rounds.up(1));
    pass(Duration.ofSeconds(121));
    assertThat(state.isStale(now)).isFalse();
    pass(Duration.ofMillis(1));
    assertThat(state.isStale(now)).isTrue();
  }

  @Test
  void whatMostDownVotesSawIsTheCause() {
    open(Rounds.opened(0, 1, 3, 3));
    answer(0, 101, new Vote(1, Vote.Kind.DOWN, null, 2020, "No answer in 3 s", -1));
    answer(0, 101, new Vote(3, Vote.Kind.DOWN, 500, 2040, "The status was 500", 2_400));
    answer(0, 101, new Vote(2, Vote.Kind.DOWN, 500, 2040, "500 is not expected", 1_000));
    Verdict verdict = closed().getFirst().verdicts().getFirst();
    assertThat(verdict.failureCode()).isEqualTo(2040);
    assertThat(verdict.failureText()).isEqualTo("The status was 500");
    assertThat(verdict.statusCode()).isEqualTo(500);
    assertThat(verdict.responseMillis()).isEqualTo(2);
    assertThat(verdict.votes()).extracting(Vote::node).containsExactly(1L, 2L, 3L);
  }

  @Test
  void ofALargeRoundTheFirstThatFailKeepWhatWasSeenLiveAndInTheRecordAlike() {
    open(Rounds.opened(0, 100, 1, 1));
    for (int target = 0; target < 100; target++) {
      answer(0, 101 + target, Rounds.seen(1, Rounds.at(0)));
    }
    List<Verdict> live =
        said.stream()
            .filter(Collected.Decided.class::isInstance)
            .map(decided -> ((Collected.Decided) decided).verdict())
            .toList();
    assertThat(live).filteredOn(verdict -> verdict.evidence() != null).hasSize(16);
    assertThat(closed().getFirst().verdicts()).isEqualTo(live);
  }

  @Test
  void aRoundNobodyCouldJudgeIsRefused() {
    assertThatThrownBy(() -> Rounds.opened(0, 0, 1, 1)).hasMessageContaining("targets=0");
    assertThatThrownBy(() -> Rounds.opened(0, 1, 1, 2)).hasMessageContaining("votesNeeded=2");
    assertThatThrownBy(() -> Rounds.opened(0, 1, 0, 0)).hasMessageContaining("votesNeeded=0");
  }

  private void open(RoundOpened opened) {
    take(Collecting.opened(state, opened, TopicTime.heard(now), LIMITS));
  }

  private void answer(int slot, long target, Vote vote) {
    answer(slot, target, vote, now, 0);
  }

  private void answer(int slot, long target, Vote vote, Instant appendedAt, int kept) {
    TopicTime time = TopicTime.heard(now);
    Answer answer = Rounds.answer(slot, target, vote);
    take(Collecting.answered(state, answer, appendedAt, kept, time, LIMITS));
  }

  private void change(Lifecycle fact) {
    take(Collecting.changed(state, fact, TopicTime.heard(now)));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    take(Collecting.timePassed(state, TopicTime.heard(now), LIMITS));
  }

  private void take(Collecting.Step step) {
    state = step.next();
    said.addAll(step.collected());
  }

  private List<String> decisions() {
    return only(Collected.Decided.class).stream()
        .map(Collected.Decided::verdict)
        .map(v -> "%d %s %s".formatted(v.target().id(), v.outcome(), v.by()))
        .toList();
  }

  private List<Reading> readings() {
    return only(Collected.Read.class).stream().map(Collected.Read::reading).toList();
  }

  private List<RoundEvent.Closed> closed() {
    List<RoundEvent.Closed> closed = new ArrayList<>();
    for (Collected.Released released : only(Collected.Released.class)) {
      if (released.event() instanceof RoundEvent.Closed round) {
        closed.add(round);
      }
    }
    return closed;
  }

  private <T extends Collected> List<T> only(Class<T> type) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static String outcomes(RoundEvent.Closed round) {
    return round.verdicts().stream()
        .map(verdict -> verdict.target().id() + " " + verdict.outcome())
        .collect(Collectors.joining(", "));
  }
}
