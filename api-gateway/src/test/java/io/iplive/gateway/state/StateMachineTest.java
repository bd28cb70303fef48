package io.iplive.gateway.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.iplive.gateway.monitor.TargetId;
import io.iplive.gateway.state.RoundFact.Addressed;
import io.iplive.gateway.state.RoundFact.Changed;
import io.iplive.gateway.state.RoundFact.Closed;
import io.iplive.gateway.state.RoundFact.Ending;
import io.iplive.gateway.state.RoundFact.Kind;
import io.iplive.gateway.state.RoundFact.Outcome;
import io.iplive.gateway.state.TargetState.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timelines: {@code .} good, {@code E} failing, {@code ?} inconclusive, {@code x} cancelled. */
class StateMachineTest {

  private static final TargetId TARGET = new TargetId(1);
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PERIOD = 60;

  private Map<TargetId, Watched> targets = Map.of();

  /** With num_error 2 and num_ok 2; since counts rounds from 0. */
  @ParameterizedTest
  @CsvSource({
    "., UP, 0",
    "..., UP, 0",
    "E, FAILING, 0",
    "EE, DOWN, 0",
    ".E, FAILING, 1",
    ".EE, DOWN, 1",
    ".E., UP, 2",
    ".E.E, FAILING, 3",
    "EE., DOWN, 0",
    "EE.., UP, 2",
    "EE.E., DOWN, 0",
    "EE.E.., UP, 4",
    "E?E, DOWN, 0",
    "EE.?., UP, 2",
    "E?, FAILING, 0",
    ".??, UP, 0",
    "EExx, DOWN, 0",
    "EEEEE, DOWN, 0",
    "EE...E, FAILING, 5"
  })
  void standsAsTheRoundsSay(String rounds, Standing standing, int since) {
    play(rounds);
    assertThat(shown().state()).isEqualTo(standing);
    assertThat(shown().since()).isEqualTo(at(since));
  }

  @Test
  void anInconclusiveRoundIsACheckAndACancelledOneIsNone() {
    play(".?");
    assertThat(shown()).isEqualTo(new TargetState(Standing.UP, 200, at(0), at(1), 7, false));
    play("x", 2);
    assertThat(shown().lastCheck()).isEqualTo(at(1));
  }

  @Test
  void slownessShowsOnlyWhileItIsUp() {
    play("..");
    slow(true, 1);
    assertThat(shown().degraded()).isTrue();
    play("EE", 2);
    assertThat(shown().degraded()).isFalse();
    play("..", 4);
    assertThat(shown().degraded()).isTrue();
    slow(false, 5);
    assertThat(shown().degraded()).isFalse();
  }

  @Test
  void slownessMayBeToldBeforeTheRoundThatMadeItSo() {
    slow(true, 0);
    play(".");
    assertThat(shown().degraded()).isTrue();
    assertThat(shown().state()).isEqualTo(Standing.UP);
  }

  @Test
  void theEndOfItsSlownessDoesNotBringATargetBack() {
    slow(false, 0);
    assertThat(targets).isEmpty();
  }

  @Test
  void errorsAcrossOurOwnGapAreNotInARow() {
    closed(0, Outcome.DOWN, 1);
    closed(3, Outcome.DOWN, 1);
    assertThat(shown().state()).isEqualTo(Standing.FAILING);
    assertThat(shown().since()).isEqualTo(at(3));
    closed(5, Outcome.DOWN, 1);
    assertThat(shown().state()).isEqualTo(Standing.DOWN);
  }

  @Test
  void aRoundThatComesAgainChangesNothing() {
    play("EE.");
    Map<TargetId, Watched> before = targets;
    play("EE.");
    assertThat(targets).isEqualTo(before);
  }

  @Test
  void aNewAddressStartsAFreshCountAndKeepsAnOutage() {
    play("E");
    changed(Kind.TARGETS_MOVED, 2, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.UNKNOWN);
    closed(1, Outcome.DOWN, 1);
    assertThat(shown().state()).as("of the older address").isEqualTo(Standing.UNKNOWN);
    closed(2, Outcome.DOWN, 2);
    closed(3, Outcome.DOWN, 2);
    assertThat(shown().state()).isEqualTo(Standing.DOWN);
    changed(Kind.TARGETS_MOVED, 3, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.DOWN);
    closed(4, Outcome.UP, 3);
    closed(5, Outcome.UP, 3);
    assertThat(shown().state()).isEqualTo(Standing.UP);
  }

  @Test
  void anAddressThatABackupBroughtBackIsTheAddress() {
    closed(0, Outcome.DOWN, 1);
    changed(Kind.TARGETS_MOVED, 5, TARGET);
    closed(1, Outcome.UP, 5);
    changed(Kind.CHANGED, 1, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.UNKNOWN);
    closed(2, Outcome.DOWN, 1);
    closed(3, Outcome.DOWN, 1);
    assertThat(shown().state()).isEqualTo(Standing.DOWN);
  }

  @Test
  void aRestStopsAndAStartBeginsAnew() {
    play("EE");
    changed(Kind.RESTING, 1, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.STOPPED);
    assertThat(shown().since()).isEqualTo(T0.plusSeconds(1_000));
    changed(Kind.STARTED, 1, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.UNKNOWN);
    assertThat(shown().lastCheck()).isEqualTo(at(1));
    play(".", 20);
    assertThat(shown().state()).isEqualTo(Standing.UP);
    changed(Kind.STARTED, 1, TARGET);
    assertThat(shown().state()).isEqualTo(Standing.UP);
  }

  @Test
  void whatIsRemovedOrStoppedIsForgotten() {
    TargetId other = new TargetId(2);
    changed(Kind.STARTED, 1, TARGET, other);
    assertThat(targets.get(other)).isNotNull();
    assertThat(shown().state()).isEqualTo(Standing.UNKNOWN);
    changed(Kind.TARGETS_REMOVED, 1, other);
    assertThat(targets).containsOnlyKeys(TARGET);
    changed(Kind.CHANGED, 1, other);
    assertThat(targets).containsOnlyKeys(other);
    changed(Kind.STOPPED, 1, other);
    assertThat(targets).isEmpty();
  }

  /** Told twice, in pieces or whole: the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void aHistoryToldAgainFromAnyPointEndsTheSame(long seed) {
    Random random = new Random(seed);
    List<Outcome> outcomes = List.of(Outcome.values());
    List<RoundFact> history = new ArrayList<>();
    for (int round = 0; round < 60; round++) {
      history.add(fact(round, outcomes.get(random.nextInt(outcomes.size())), 1));
    }
    Map<TargetId, Watched> whole = Map.of();
    for (RoundFact fact : history) {
      whole = StateMachine.step(whole, fact);
    }
    Map<TargetId, Watched> twice = Map.of();
    int cut = random.nextInt(history.size());
    List<RoundFact> again =
        Stream.concat(
                history.subList(0, cut).stream(),
                history.subList(random.nextInt(cut + 1), history.size()).stream())
            .toList();
    for (RoundFact fact : again) {
      twice = StateMachine.step(twice, fact);
    }
    assertThat(twice).as("seed %d", seed).isEqualTo(whole);
  }

  private void play(String rounds) {
    play(rounds, 0);
  }

  private void play(String rounds, int from) {
    for (int i = 0; i < rounds.length(); i++) {
      closed(
          from + i,
          switch (rounds.charAt(i)) {
            case '.' -> Outcome.UP;
            case 'E' -> Outcome.DOWN;
            case '?' -> Outcome.INCONCLUSIVE;
            default -> Outcome.CANCELLED;
          },
          1);
    }
  }

  private void slow(boolean degraded, int round) {
    targets = StateMachine.step(targets, new RoundFact.Degraded(70, TARGET, degraded, at(round)));
  }

  private void closed(int round, Outcome outcome, long addressVersion) {
    targets = StateMachine.step(targets, fact(round, outcome, addressVersion));
  }

  private static RoundFact fact(int round, Outcome outcome, long addressVersion) {
    int status = outcome == Outcome.UP ? 200 : 0;
    Integer response = outcome == Outcome.UP ? 7 : null;
    return new Closed(
        70,
        at(round),
        2,
        2,
        Duration.ofSeconds(PERIOD),
        List.of(new Ending(TARGET, addressVersion, outcome, status, response)));
  }

  private void changed(Kind kind, long addressVersion, TargetId... ids) {
    List<Addressed> addressed =
        Stream.of(ids).map(id -> new Addressed(id, addressVersion)).toList();
    targets = StateMachine.step(targets, new Changed(70, kind, T0.plusSeconds(1_000), addressed));
  }

  private TargetState shown() {
    Watched watched = targets.get(TARGET);
    return watched == null ? TargetState.UNKNOWN : watched.shown();
  }

  private static Instant at(int round) {
    return T0.plusSeconds((long) round * PERIOD);
  }
}
