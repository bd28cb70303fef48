package io.iplive.scheduler.node;

import io.iplive.scheduler.hash.Hash;
import java.util.Comparator;
import java.util.List;

/**
 * Whom a round asks.
 *
 * @param nodes asked, by ascending id; none: the round cannot be held
 * @param votesNeeded of them that make a target down
 */
public record Asking(List<Node> nodes, int votesNeeded) {

  /** Copies the list. */
  public Asking {
    nodes = List.copyOf(nodes);
  }

  /**
   * Chooses by rendezvous hashing, so that a node that comes or goes changes no more than its own
   * share.
   *
   * @param seed the same seed chooses the same nodes
   */
  public static Asking choose(Level level, List<Node> live, List<Long> candidates, long seed) {
    List<Node> chosen =
        live.stream()
            .filter(node -> candidates.isEmpty() || candidates.contains(node.id()))
            .sorted(
                Comparator.comparingLong((Node node) -> Hash.mix(seed, node.id()))
                    .thenComparingLong(Node::id))
            .limit(level.nodes())
            .sorted(Comparator.comparingLong(Node::id))
            .toList();
    return new Asking(chosen, level.votesOf(chosen.size()));
  }
}
