package io.iplive.acceptance.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.acceptance.history.History.Change;
import io.iplive.acceptance.history.History.Gap;
import io.iplive.acceptance.history.History.Kind;
import io.iplive.acceptance.history.History.Round;
import io.iplive.acceptance.history.History.Site;
import io.iplive.acceptance.history.History.Start;
import io.iplive.acceptance.history.History.Verdict;
import io.iplive.acceptance.receiver.Call;
import io.iplive.acceptance.site.Behaviour;
import io.iplive.acceptance.site.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The judge of the stories is judged first: it must see each kind of trouble, and only that. */
class ReconciliationTest {

  private static final Site SITE = new Site(1, 5, 50, "127.0.1.1");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Reconciliation RECONCILIATION =
      new Reconciliation(2, Duration.ofSeconds(11), Duration.ofMillis(1500));

  /** Good, four errors, good: an outage since round 1, closed at round 5. */
  private static final String TIMELINE = ".EEEE.";

  private static final Change OPENED = new Change(50, 7, Kind.OPENED, at(1), 500);
  private static final Change CLOSED = new Change(50, 7, Kind.RECOVERED, at(5), 200);
  private static final Call.Outage TOLD_OPENED = new Call.Outage(at(2), "open", "", 50, 500, at(1));
  private static final Call.Outage TOLD_CLOSED =
      new Call.Outage(at(5), "close", "", 50, 200, at(5));

  private final List<Change> changes = new ArrayList<>(List.of(OPENED, CLOSED));
  private final List<Call> notices = new ArrayList<>(List.of(TOLD_OPENED, TOLD_CLOSED));
  private final List<Gap> gaps = new ArrayList<>();
  private UnaryOperator<List<Call>> callbacks = calls -> calls;
  private int leftOut = -1;

  @Test
  void aTrueHistoryHasNoContradiction() {
    assertThat(contradictions(TIMELINE)).isEmpty();
  }

  @Test
  void aRepeatUnderTheSameDeliveryIdIsNoContradiction() {
    notices.add(1, TOLD_OPENED);
    notices.add(TOLD_CLOSED);
    callbacks = calls -> with(calls, calls.getFirst());
    assertThat(contradictions(TIMELINE)).isEmpty();
  }

  @Test
  void anOutageThatWasLost() {
    changes.clear();
    notices.clear();
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("its rounds make");
  }

  @Test
  void anOutageThatWasInvented() {
    assertThat(contradictions("..E...")).anyMatch(found -> found.contains("its rounds make []"));
  }

  @Test
  void anOutageWrittenTwice() {
    changes.add(1, OPENED);
    assertThat(contradictions(TIMELINE)).anyMatch(found -> found.contains("Out of turn"));
  }

  @Test
  void anOutageDatedAtTheSecondError() {
    changes.set(0, new Change(50, 7, Kind.OPENED, at(2), 500));
    notices.set(0, new Call.Outage(at(2), "open", "", 50, 500, at(2)));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("its rounds make");
  }

  @Test
  void errorsOnBothSidesOfOurOwnGapAreNotInARow() {
    changes.set(0, new Change(50, 7, Kind.OPENED, at(5), 500));
    changes.set(1, new Change(50, 7, Kind.RECOVERED, at(7), 200));
    notices.set(0, new Call.Outage(at(6), "open", "", 50, 500, at(5)));
    notices.set(1, new Call.Outage(at(7), "close", "", 50, 200, at(7)));
    assertThat(contradictions(".E   EE.")).isEmpty();
  }

  @Test
  void aNoticeThatNeverCame() {
    notices.removeLast();
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("was told of target");
  }

  @Test
  void aNoticeThatCameTwiceUnderTwoIds() {
    notices.add(new Call.Outage(at(5), "again", "", 50, 200, at(5)));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("was told of target");
  }

  @Test
  void aRecoveryToldBeforeTheError() {
    notices.addFirst(notices.removeLast());
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("was told of target");
  }

  @Test
  void aRepeatThatSaysSomethingElse() {
    notices.add(new Call.Outage(at(5), "close", "", 50, 500, at(5)));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("something else");
  }

  @Test
  void aCallThatTheScriptRefused() {
    notices.set(0, new Call.Outage(at(2), "open", "the md5 key is wrong", 50, 500, at(1)));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("md5");
  }

  @Test
  void aVerdictThatTheSiteDoesNotConfirm() {
    History history = history(TIMELINE);
    List<Probe> others =
        history.probes().stream()
            .map(probe -> new Probe(probe.address(), probe.at(), Behaviour.GOOD))
            .toList();
    assertThat(
            RECONCILIATION.contradictions(
                new History(
                    history.sites(),
                    others,
                    history.starts(),
                    history.rounds(),
                    history.changes(),
                    history.calls(),
                    List.of())))
        .hasSize(4)
        .allMatch(found -> found.contains("no such probe"));
  }

  @Test
  void aRoundThatWasNotCalledBack() {
    callbacks = calls -> calls.subList(0, calls.size() - 1);
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("Never called back");
  }

  @Test
  void aRoundThatGaveWayToANewerOne() {
    callbacks = calls -> without(calls, 3);
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("Never called back");
    leftOut = 3;
    assertThat(contradictions(TIMELINE)).isEmpty();
  }

  @Test
  void aRoundThatAStopOvertook() {
    callbacks = calls -> calls.subList(0, calls.size() - 1);
    gaps.add(new Gap(at(5), at(6)));
    assertThat(contradictions(TIMELINE)).isEmpty();
  }

  @Test
  void aRoundCalledBackTwiceUnderTwoIds() {
    callbacks = calls -> with(calls, callback("other", 5, '.'));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("after the one of");
  }

  @Test
  void aCallbackThatSaysOtherThanItsRound() {
    callbacks = calls -> with(calls.subList(0, calls.size() - 1), callback("round 5", 5, 'E'));
    assertThat(contradictions(TIMELINE)).singleElement().asString().contains("no such round");
  }

  private List<String> contradictions(String timeline) {
    return RECONCILIATION.contradictions(history(timeline));
  }

  /** A round each five seconds: good, an error, or none at all for a blank. */
  private History history(String timeline) {
    List<Probe> probes = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < timeline.length(); i++) {
      char sign = timeline.charAt(i);
      if (sign == ' ') {
        continue;
      }
      boolean good = sign == '.';
      Instant start = at(i).plusMillis(700);
      starts.add(new Start(50, at(i), start));
      probes.add(
          new Probe(SITE.address(), start.plusMillis(3), good ? Behaviour.GOOD : Behaviour.ERROR));
      rounds.add(
          new Round(
              1, at(i), at(i).plusSeconds(1), List.of(new Verdict(50, 5, !good)), i == leftOut));
      calls.add(callback("round " + i, i, sign));
    }
    List<Call> all = new ArrayList<>(callbacks.apply(calls));
    all.addAll(notices);
    return new History(List.of(SITE), probes, starts, rounds, changes, all, gaps);
  }

  private static Call callback(String id, int round, char sign) {
    return new Call.Round(
        at(round).plusSeconds(1), id, "", "app", 1, at(round), Map.of(5L, sign == '.' ? 1 : 0));
  }

  private static List<Call> with(List<Call> calls, Call one) {
    List<Call> more = new ArrayList<>(calls);
    more.add(one);
    return more;
  }

  private static List<Call> without(List<Call> calls, int round) {
    List<Call> fewer = new ArrayList<>(calls);
    fewer.remove(round);
    return fewer;
  }

  private static Instant at(int round) {
    return BEGIN.plusSeconds(5L * round);
  }
}
