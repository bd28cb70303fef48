package io.iplive.verdict.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.verdict.Rounds;
import io.iplive.verdict.keyed.ById;
import io.iplive.verdict.outage.TargetState.Down;
import io.iplive.verdict.outage.TargetState.Failing;
import io.iplive.verdict.outage.TargetState.Unknown;
import io.iplive.verdict.outage.TargetState.Up;
import io.iplive.verdict.round.Lifecycle;
import io.iplive.verdict.round.Lifecycle.Kind;
import io.iplive.verdict.round.Outcome;
import io.iplive.verdict.round.Policy;
import io.iplive.verdict.round.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Timelines are a character a slot of one minute: {@code .} good, {@code E} error, {@code ?}
 * inconclusive, {@code x} cancelled, {@code _} no round. Commands take a slot too: {@code P} pause,
 * {@code S} stop, {@code R} removal, {@code M} move. Events read {@code +since@decided} and {@code
 * -closedAt@decided reason}, in slots.
 */
class MachineTest {

  private static final long TARGET = 101;

  @ParameterizedTest(name = "num_error {1}, num_ok {2}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # opens at the num_error-th error in a row, dated at the first
          EE.EEE      | 3 | 1 | +3@5
          EEE         | 3 | 1 | +0@2
          .EE.EE.     | 3 | 1 |
          E           | 1 | 1 | +0@0
          E.E.        | 1 | 1 | +0@0 -1@1 RECOVERED +2@2 -3@3 RECOVERED
          # inconclusive and cancelled rounds neither count nor interrupt
          E?E?E       | 3 | 1 | +0@4
          ExE         | 2 | 1 | +0@2
          E?xE        | 2 | 1 |
          EEE??.      | 3 | 1 | +0@2 -5@5 RECOVERED
          # closes at the first of num_ok good ones in a row; a failing one restarts that count
          EE..        | 2 | 2 | +0@1 -2@3 RECOVERED
          EE.E..      | 2 | 2 | +0@1 -4@5 RECOVERED
          EE.?.       | 2 | 2 | +0@1 -2@4 RECOVERED
          EE.E.E.     | 2 | 2 | +0@1
          EE....      | 2 | 3 | +0@1 -2@4 RECOVERED
          # a gap of ours of up to two periods is no gap; a longer one restarts the errors
          E_E         | 2 | 1 | +0@2
          E__E        | 2 | 1 |
          E__EE       | 2 | 1 | +3@4
          E??E        | 2 | 1 |
          E__E        | 1 | 1 | +0@0
          EE_____.    | 2 | 1 | +0@1 -7@7 RECOVERED
          # commands close what is open, at their own time
          EEP         | 2 | 1 | +0@1 -2@2 STOPPED
          EEPEE       | 2 | 1 | +0@1 -2@2 STOPPED +3@4
          EPE         | 2 | 1 |
          EES         | 2 | 1 | +0@1 -2@2 STOPPED
          EER         | 2 | 1 | +0@1 -2@2 REMOVED
          EEREE       | 2 | 1 | +0@1 -2@2 REMOVED +3@4
          P           | 2 | 1 |
          EE.P        | 2 | 2 | +0@1 -3@3 STOPPED
          # a new address counts afresh, an open outage waits for it
          EME         | 2 | 1 |
          EMEE        | 2 | 1 | +2@3
          EEM.        | 2 | 1 | +0@1 -3@3 RECOVERED
          EE.M..      | 2 | 2 | +0@1 -4@5 RECOVERED
          EEME.       | 2 | 1 | +0@1 -4@4 RECOVERED
          """)
  void timeline(String line, int numError, int numOk, String expected) {
    assertThat(events(line.strip(), Rounds.policy(numError, numOk)))
        .isEqualTo(expected == null ? "" : expected.strip());
  }

  static Stream<Arguments> everyStateAndOutcome() {
    Instant now = Rounds.at(2);
    Instant first = Rounds.at(1);
    Failing failing = new Failing(1, first, null);
    Cause cause = new Cause(500, 2040, null);
    Down down = new Down(9, first, cause, List.of());
    Down recovering = new Down(9, first, cause, List.of(first));
    return Stream.of(
        Arguments.of(new Unknown(), Outcome.UP, new Up()),
        Arguments.of(new Unknown(), Outcome.DOWN, new Failing(1, now, null)),
        Arguments.of(new Unknown(), Outcome.INCONCLUSIVE, new Unknown()),
        Arguments.of(new Unknown(), Outcome.CANCELLED, new Unknown()),
        Arguments.of(new Up(), Outcome.UP, new Up()),
        Arguments.of(new Up(), Outcome.DOWN, new Failing(1, now, null)),
        Arguments.of(new Up(), Outcome.INCONCLUSIVE, new Up()),
        Arguments.of(new Up(), Outcome.CANCELLED, new Up()),
        Arguments.of(failing, Outcome.UP, new Up()),
        Arguments.of(failing, Outcome.DOWN, new Failing(2, first, null)),
        Arguments.of(failing, Outcome.INCONCLUSIVE, failing),
        Arguments.of(failing, Outcome.CANCELLED, failing),
        Arguments.of(down, Outcome.UP, new Down(9, first, cause, List.of(now))),
        Arguments.of(down, Outcome.DOWN, down),
        Arguments.of(down, Outcome.INCONCLUSIVE, down),
        Arguments.of(down, Outcome.CANCELLED, down),
        Arguments.of(recovering, Outcome.UP, new Down(9, first, cause, List.of(first, now))),
        Arguments.of(recovering, Outcome.DOWN, down),
        Arguments.of(recovering, Outcome.INCONCLUSIVE, recovering),
        Arguments.of(recovering, Outcome.CANCELLED, recovering));
  }

  @ParameterizedTest
  @MethodSource("everyStateAndOutcome")
  void eachStateTakesEachOutcome(TargetState state, Outcome outcome, TargetState expected) {
    Round round = Rounds.round(Rounds.at(2), Rounds.version(1), 1, Rounds.policy(3, 3));
    Machine.Step step =
        Machine.decided(holding(state), round, Rounds.verdict(TARGET, 1, outcome, Rounds.at(2)));
    assertThat(stateOf(step.next())).isEqualTo(expected);
    assertThat(step.events()).isEmpty();
  }

  static Stream<Arguments> everyStateAndFact() {
    Down down = new Down(9, Rounds.at(1), new Cause(500, 2040, null), List.of(Rounds.at(1)));
    List<TargetState> states =
        List.of(new Unknown(), new Up(), new Failing(2, Rounds.at(1), null), down);
    return states.stream()
        .flatMap(state -> Stream.of(Kind.values()).map(kind -> Arguments.of(state, kind)));
  }

  @ParameterizedTest
  @MethodSource("everyStateAndFact")
  void eachStateTakesEachFact(TargetState state, Kind kind) {
    Lifecycle fact = Rounds.fact(kind, 2, Rounds.at(2), TARGET);
    Machine.Step step = Machine.changed(holding(state), fact);
    boolean ends =
        switch (kind) {
          case PAUSED, SUSPENDED, STOPPED, TARGETS_REMOVED -> true;
          case STARTED, CHANGED, TARGETS_MOVED -> false;
        };
    assertThat(step.events()).hasSize(ends && state instanceof Down ? 1 : 0);
    Target after = step.next().targets().get(TARGET);
    switch (kind) {
      case STARTED, CHANGED, TARGETS_MOVED -> {
        assertThat(after).isNotNull();
        assertThat(stateOf(step.next())).isEqualTo(state);
      }
      case PAUSED, SUSPENDED -> assertThat(stateOf(step.next())).isEqualTo(new Unknown());
      case STOPPED, TARGETS_REMOVED -> assertThat(after).isNull();
    }
  }

  @Test
  void anAddressOlderThanTheKnownOneCountsForNothing() {
    Outages moved =
        holding(new Target(TARGET, 1101, 2, Instant.EPOCH, new Up(), Flaps.NONE, Slowness.NONE));
    Round round = Rounds.round(Rounds.at(2), Rounds.version(1), 1, Rounds.policy(1, 1));
    Machine.Step step =
        Machine.decided(moved, round, Rounds.verdict(TARGET, 1, Outcome.DOWN, Rounds.at(2)));
    assertThat(step.next()).isEqualTo(moved);
    assertThat(step.events()).isEmpty();
  }

  @Test
  void aTargetThatTheWholeListLacksIsGone() {
    Outages two = holding(new Down(9, Rounds.at(0), new Cause(null, 2010, null), List.of()));
    Machine.Step step =
        Machine.changed(two, Rounds.fact(Kind.CHANGED, 2, Rounds.at(3), TARGET + 1));
    assertThat(step.events())
        .singleElement()
        .isInstanceOfSatisfying(
            OutageEvent.Closed.class,
            closed -> assertThat(closed.reason()).isEqualTo(OutageEvent.Reason.REMOVED));
    assertThat(step.next()).isEqualTo(Outages.NONE);
  }

  @Test
  void noCommandEndsAnOutageBeforeItBegan() {
    Down down = new Down(9, Rounds.at(5), new Cause(null, 2010, null), List.of());
    Machine.Step step =
        Machine.changed(holding(down), Rounds.fact(Kind.STOPPED, 2, Rounds.at(4), TARGET));
    assertThat(step.events())
        .singleElement()
        .isInstanceOfSatisfying(
            OutageEvent.Closed.class,
            closed -> {
              assertThat(closed.closedAt()).isEqualTo(Rounds.at(5));
              assertThat(closed.decidedRoundAt()).isEqualTo(Rounds.at(4));
            });
  }

  @ParameterizedTest
  @CsvSource({"BALANCE,BALANCE", "OPERATOR,STOPPED"})
  void aSuspensionClosesAnOutageAndSaysWhetherItWasForMoney(
      Lifecycle.Suspension suspension, OutageEvent.Reason reason) {
    Down down = new Down(9, Rounds.at(1), new Cause(null, 2010, null), List.of());
    Lifecycle fact = Rounds.suspended(1, 5, suspension, Rounds.at(2), TARGET);
    Machine.Step step = Machine.changed(holding(down), fact);
    assertThat(step.events())
        .singleElement()
        .isInstanceOfSatisfying(
            OutageEvent.Closed.class, closed -> assertThat(closed.reason()).isEqualTo(reason));
    assertThat(step.next().pacing()).isEqualTo(new Pacing.NormalPace());
  }

  @Test
  void theAnchorStaysWhileAnyTargetFails() {
    Round first = Rounds.round(Rounds.at(0), Rounds.version(1), 1, Rounds.POLICY);
    Round second = Rounds.round(Rounds.at(1), Rounds.version(1), 1, Rounds.POLICY);
    Outages one = decided(Outages.NONE, first, TARGET, Outcome.DOWN);
    Outages both = decided(one, second, TARGET + 1, Outcome.DOWN);
    Outages other = decided(both, second, TARGET, Outcome.UP);
    assertThat(both.pacing())
        .isEqualTo(new Pacing.ErrorPace(Rounds.at(0), List.of(TARGET, TARGET + 1)));
    assertThat(other.pacing()).isEqualTo(new Pacing.ErrorPace(Rounds.at(0), List.of(TARGET + 1)));
    assertThat(decided(other, second, TARGET + 1, Outcome.UP).pacing())
        .isEqualTo(new Pacing.NormalPace());
  }

  @Test
  void theErrorPaceLastsUntilTheOutageIsClosed() {
    Round round = Rounds.round(Rounds.at(2), Rounds.version(1), 1, Rounds.policy(1, 2));
    Outages down = decided(Outages.NONE, round, TARGET, Outcome.DOWN);
    Outages recovering = decided(down, round, TARGET, Outcome.UP);
    assertThat(recovering.pacing()).isInstanceOf(Pacing.ErrorPace.class);
    assertThat(decided(recovering, round, TARGET, Outcome.UP).pacing())
        .isEqualTo(new Pacing.NormalPace());
  }

  @Test
  void outageIdsAreStableAndFitADouble() {
    assertThat(OutageId.of(101, Instant.ofEpochMilli(1_767_225_600_000L)))
        .isEqualTo(ID_OF_101)
        .isLessThan(1L << 53);
    assertThat(OutageId.of(101, Rounds.at(1))).isNotEqualTo(OutageId.of(101, Rounds.at(2)));
    assertThat(OutageId.of(102, Rounds.at(1))).isNotEqualTo(OutageId.of(101, Rounds.at(1)));
  }

  private static final long ID_OF_101 = 3_671_666_150_492_669L;

  private static Outages decided(Outages state, Round round, long target, Outcome outcome) {
    return Machine.decided(state, round, Rounds.verdict(target, 1, outcome, round.at())).next();
  }

  private static Outages holding(TargetState state) {
    return holding(new Target(TARGET, 1101, 1, Rounds.at(1), state, Flaps.NONE, Slowness.NONE));
  }

  private static Outages holding(Target target) {
    Pacing pacing =
        target.state().fails()
            ? new Pacing.ErrorPace(Rounds.at(1), List.of(TARGET))
            : new Pacing.NormalPace();
    return new Outages(ById.of(List.of(target)), pacing);
  }

  private static TargetState stateOf(Outages outages) {
    Target target = outages.targets().get(TARGET);
    return target == null ? new Unknown() : target.state();
  }

  private static String events(String line, Policy policy) {
    Outages state = Outages.NONE;
    List<String> events = new ArrayList<>();
    long version = 1;
    long address = 1;
    for (int slot = 0; slot < line.length(); slot++) {
      char sign = line.charAt(slot);
      Instant at = Rounds.at(slot);
      Round round = Rounds.round(at, Rounds.version(version), 1, policy);
      Machine.Step step =
          switch (sign) {
            case '.' -> conclude(state, round, address, Outcome.UP);
            case 'E' -> conclude(state, round, address, Outcome.DOWN);
            case '?' -> conclude(state, round, address, Outcome.INCONCLUSIVE);
            case 'x' -> conclude(state, round, address, Outcome.CANCELLED);
            case '_' -> new Machine.Step(state, List.of());
            case 'P' -> Machine.changed(state, Rounds.fact(Kind.PAUSED, ++version, at, TARGET));
            case 'S' -> Machine.changed(state, Rounds.fact(Kind.STOPPED, ++version, at, TARGET));
            case 'R' ->
                Machine.changed(state, Rounds.fact(Kind.TARGETS_REMOVED, ++version, at, TARGET));
            case 'M' -> Machine.changed(state, moved(++version, ++address, at));
            default -> throw new AssertionError(sign);
          };
      state = step.next();
      step.events().forEach(event -> events.add(text(event)));
    }
    return String.join(" ", events);
  }

  private static Machine.Step conclude(Outages state, Round round, long address, Outcome outcome) {
    return Machine.decided(state, round, Rounds.verdict(TARGET, address, outcome, round.at()));
  }

  @Test
  void anAddressThatABackupBroughtBackIsTheAddress() {
    Outages state = Outages.NONE;
    state = decided(state, 1, Outcome.UP, 1).next();
    state = Machine.changed(state, moved(2, 7, Rounds.at(2))).next();
    state = decided(state, 7, Outcome.UP, 3).next();
    for (Kind kind : List.of(Kind.TARGETS_MOVED, Kind.CHANGED)) {
      Lifecycle restored = Rounds.fact(kind, 3, Rounds.at(4), TARGET);
      Outages back = Machine.changed(state, restored).next();
      assertThat(back.targets().get(TARGET))
          .extracting(Target::addressVersion, Target::state)
          .containsExactly(1L, new Unknown());
      Outages failing = decided(back, 1, Outcome.DOWN, 5).next();
      assertThat(decided(failing, 1, Outcome.DOWN, 6).events()).hasSize(1);
    }
  }

  private static Machine.Step decided(Outages state, long address, Outcome outcome, int slot) {
    Policy policy = Rounds.policy(2, 1);
    Round round = Rounds.round(Rounds.at(slot), Rounds.version(1), 1, policy);
    return Machine.decided(state, round, Rounds.verdict(TARGET, address, outcome, Rounds.at(slot)));
  }

  private static Lifecycle moved(long version, long address, Instant at) {
    Lifecycle fact = Rounds.fact(Kind.TARGETS_MOVED, version, at);
    return new Lifecycle(
        fact.kind(),
        fact.monitor(),
        fact.version(),
        fact.accountVersion(),
        fact.suspension(),
        fact.owner(),
        at,
        List.of(new Lifecycle.Target(TARGET, 1101, address)),
        fact.period(),
        fact.errorPeriod());
  }

  private static String text(OutageEvent event) {
    return switch (event) {
      case OutageEvent.Opened(var outage, var _, Instant at, var _) ->
          "+%d@%d".formatted(slot(outage.since()), slot(at));
      case OutageEvent.Closed(var _, var _, Instant at, Instant closedAt, var reason) ->
          "-%d@%d %s".formatted(slot(closedAt), slot(at), reason);
    };
  }

  private static long slot(Instant at) {
    return at.getEpochSecond() / 60 - Rounds.at(0).getEpochSecond() / 60;
  }
}
