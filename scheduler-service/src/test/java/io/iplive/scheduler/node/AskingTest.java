package io.iplive.scheduler.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iplive.scheduler.hash.Hash;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {

  @ParameterizedTest(name = "level {0}, {1} live nodes")
  @CsvSource({
    "3/2, 9, 3, 2",
    "3/2, 2, 2, 2",
    "3/2, 1, 1, 1",
    "2/1, 9, 2, 1",
    "2/1, 1, 1, 1",
    "7/5, 9, 7, 5",
    "7/5, 6, 6, 5",
    "7/5, 3, 3, 3",
    "7/5, 1, 1, 1",
    "5/3, 4, 4, 3",
    "5/3, 2, 2, 2",
    "all/all, 9, 9, 9",
    "all/all, 1, 1, 1",
    "3/2, 0, 0, 0",
  })
  void votesScaleWithTheLiveNodesRoundedUp(String level, int live, int asked, int votes) {
    Asking asking = Asking.choose(Level.parse(level), nodes(live), List.of(), 42);
    assertThat(asking.nodes()).hasSize(asked);
    assertThat(asking.votesNeeded()).isEqualTo(votes);
  }

  @Test
  void choosesAmongTheCandidatesOnly() {
    Asking asking = Asking.choose(new Level(3, 2), nodes(9), List.of(2L, 7L, 99L), 42);
    assertThat(asking.nodes()).extracting(Node::id).containsExactly(2L, 7L);
    assertThat(asking.votesNeeded()).isEqualTo(2);
  }

  @Test
  void theSameSeedChoosesTheSameNodes() {
    assertThat(Asking.choose(new Level(3, 2), nodes(20), List.of(), 7))
        .isEqualTo(Asking.choose(new Level(3, 2), nodes(20), List.of(), 7));
  }

  @Test
  void aNodeThatGoesMovesOnlyItsOwnShare() {
    List<Node> all = nodes(10);
    List<Node> without = all.stream().filter(node -> node.id() != 4).toList();
    for (long seed = 0; seed < 1_000; seed++) {
      List<Node> before = Asking.choose(new Level(3, 2), all, List.of(), seed).nodes();
      List<Node> after = Asking.choose(new Level(3, 2), without, List.of(), seed).nodes();
      if (before.stream().noneMatch(node -> node.id() == 4)) {
        assertThat(after).isEqualTo(before);
      } else {
        assertThat(after).containsAll(before.stream().filter(node -> node.id() != 4).toList());
      }
    }
  }

  @Test
  void choosesThoseThatDrawTheSmallestNumbers() {
    for (long seed = 0; seed < 200; seed++) {
      long drawn = seed;
      List<Long> sorted =
          nodes(20).stream()
              .map(Node::id)
              .sorted(Comparator.comparingLong(id -> Hash.mix(drawn, id)))
              .toList();
      for (int count = 1; count <= 20; count++) {
        assertThat(Asking.choose(new Level(count, 1), nodes(20), List.of(), seed).nodes())
            .extracting(Node::id)
            .containsExactlyElementsOf(sorted.stream().limit(count).sorted().toList());
      }
    }
  }

  @Test
  void sharesAreFair() {
    Map<Long, Integer> asked = new HashMap<>();
    for (long seed = 0; seed < 10_000; seed++) {
      Asking.choose(new Level(1, 1), nodes(10), List.of(), seed)
          .nodes()
          .forEach(node -> asked.merge(node.id(), 1, Integer::sum));
    }
    assertThat(asked).hasSize(10);
    assertThat(asked.values()).allMatch(count -> count > 850 && count < 1_150);
  }

  @Test
  void refusesALevelThatCannotBe() {
    assertThatThrownBy(() -> Level.parse("2/3")).hasMessageContaining("level 2/3, allowed");
    assertThatThrownBy(() -> Level.parse("3")).hasMessageContaining("'3'");
    assertThatThrownBy(() -> Level.parse("x/1")).hasMessageContaining("'x/1'");
  }

  private static List<Node> nodes(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> new Node(id, false)).toList();
  }
}
