package io.iplive.scheduler.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void asksANodeThatIsEnrolledAndConsumesItsWholeTopic() {
    assertThat(schedulable(beat(1, "a", 0, 2, List.of(0, 1)))).containsExactly(new Node(1, false));
  }

  @Test
  void instancesOfANodeCoverItsTopicTogether() {
    assertThat(schedulable(beat(1, "a", 0, 2, List.of(0)))).isEmpty();
    assertThat(schedulable(beat(1, "a", 0, 2, List.of(0)), beat(1, "b", 1, 2, List.of(1))))
        .hasSize(1);
  }

  @Test
  void aBeatTenSecondsOldIsNoSignOfLife() {
    assertThat(schedulable(beat(1, "a", 9_999, 1, List.of(0)))).hasSize(1);
    assertThat(schedulable(beat(1, "a", 10_000, 1, List.of(0)))).isEmpty();
  }

  @Test
  void partitionsOfADeadInstanceAreNotConsumed() {
    assertThat(schedulable(beat(1, "a", 0, 2, List.of(0)), beat(1, "b", 11_000, 2, List.of(1))))
        .isEmpty();
  }

  @Test
  void aNodeWithoutItsTopicIsNotAsked() {
    assertThat(schedulable(beat(1, "a", 0, 0, List.of()))).isEmpty();
  }

  @Test
  void theLastToBeatKnowsWhetherTheTopicIsThere() {
    assertThat(schedulable(beat(1, "a", 2_000, 2, List.of(0, 1)), beat(1, "b", 0, 0, List.of())))
        .isEmpty();
  }

  @Test
  void onlyTheNewestBeatOfAnInstanceSaysWhatItConsumes() {
    assertThat(schedulable(beat(1, "a", 4_000, 1, List.of(0)), beat(1, "a", 0, 1, List.of())))
        .isEmpty();
  }

  @Test
  void anUnknownNodeIsNotAsked() {
    assertThat(schedulable(beat(9, "a", 0, 1, List.of(0)))).isEmpty();
  }

  @Test
  void aClockOverHalfASecondOffDisqualifies() {
    assertThat(schedulable(offset(500))).hasSize(1);
    assertThat(schedulable(offset(501))).isEmpty();
    assertThat(schedulable(offset(-500))).hasSize(1);
    assertThat(schedulable(offset(-501))).isEmpty();
  }

  @Test
  void aSlowBeatAmongQuickOnesIsNotAWrongClock() {
    Beat slow = new Beat(1, "a", NOW, NOW.minusMillis(1_500), 1, List.of(0), false);
    assertThat(schedulable(slow)).isEmpty();
    assertThat(schedulable(slow, beat(1, "a", 2_000, 1, List.of(0)))).hasSize(1);
  }

  @Test
  void aSuspectNodeIsAskedAsSuch() {
    Beat suspect = new Beat(1, "a", NOW, NOW, 1, List.of(0), true);
    assertThat(schedulable(suspect)).containsExactly(new Node(1, true));
  }

  private static List<Node> schedulable(Beat... beats) {
    return Liveness.schedulable(Set.of(1L), List.of(beats), NOW);
  }

  private static Beat beat(
      long node, String instance, long ageMillis, int partitions, List<Integer> assigned) {
    Instant at = NOW.minusMillis(ageMillis);
    return new Beat(node, instance, at, at, partitions, assigned, false);
  }

  private static Beat offset(long millis) {
    return new Beat(1, "a", NOW, NOW.minus(Duration.ofMillis(millis)), 1, List.of(0), false);
  }
}
