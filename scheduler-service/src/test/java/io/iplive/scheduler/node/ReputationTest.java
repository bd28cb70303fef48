package io.iplive.scheduler.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReputationTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Node> THREE = nodes(3);

  @Test
  void nodesOfWhichNothingIsKnownAreAsked() {
    assertThat(judged(THREE)).isEqualTo(THREE);
    assertThat(judged(THREE, heard(9, 0, 100))).isEqualTo(THREE);
  }

  @Test
  void oneThatIsSilentInOverHalfOfItsAsksIsNotAsked() {
    assertThat(judged(THREE, heard(3, 10, 10))).isEqualTo(THREE);
    assertThat(judged(THREE, heard(3, 10, 11))).isEqualTo(nodes(2));
    assertThat(judged(THREE, heard(3, 0, 9))).as("of nine").isEqualTo(THREE);
    assertThat(judged(THREE, heard(3, 0, 10))).isEqualTo(nodes(2));
  }

  @Test
  void whatPartitionsTellIsAddedUp() {
    assertThat(judged(THREE, heard(3, 0, 6), heard(3, 5, 6))).isEqualTo(nodes(2));
    assertThat(judged(THREE, heard(3, 0, 10), heard(3, 20, 0))).isEqualTo(THREE);
  }

  @Test
  void whatWasToldLongAgoSaysNothing() {
    Conduct silent = heard(3, 0, 10);
    Instant last = NOW.plus(Reputation.FRESH);
    assertThat(Reputation.judged(THREE, List.of(silent), last.minusMillis(1))).hasSize(2);
    assertThat(Reputation.judged(THREE, List.of(silent), last)).hasSize(3);
  }

  @Test
  void whatBefallsHalfOfThemIsNotTheirs() {
    assertThat(judged(nodes(1), heard(1, 0, 10))).hasSize(1);
    assertThat(judged(nodes(2), heard(1, 0, 10))).hasSize(2);
    assertThat(judged(nodes(4), heard(1, 0, 10), heard(2, 0, 10))).hasSize(4);
    assertThat(judged(nodes(5), heard(1, 0, 10), heard(2, 0, 10))).hasSize(3);
    assertThat(judged(nodes(2), against(1, 20, 20, 20))).isEqualTo(nodes(2));
  }

  @Test
  void oneThatContradictsTheOthersOnManyTargetsIsSuspect() {
    assertThat(judged(THREE, against(3, 20, 11, 10)))
        .containsExactly(new Node(1, false), new Node(2, false), new Node(3, true));
    assertThat(judged(THREE, against(3, 20, 11, 9))).as("of nine targets").isEqualTo(THREE);
    assertThat(judged(THREE, against(3, 20, 10, 10))).as("in half").isEqualTo(THREE);
  }

  @Test
  void oneThatMistrustsItselfStaysSuspect() {
    List<Node> nodes = List.of(new Node(1, true), new Node(2, false), new Node(3, false));
    assertThat(judged(nodes, against(1, 20, 0, 0))).isEqualTo(nodes);
  }

  private static List<Node> judged(List<Node> nodes, Conduct... conducts) {
    return Reputation.judged(nodes, List.of(conducts), NOW);
  }

  private static Conduct heard(long node, long heard, long silent) {
    return new Conduct(node, NOW, heard, silent, 0, 0, 0);
  }

  private static Conduct against(long node, long compared, long against, int targets) {
    return new Conduct(node, NOW, compared, 0, compared, against, targets);
  }

  private static List<Node> nodes(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> new Node(id, false)).toList();
  }
}
