package io.iplive.scheduler.node;

import io.iplive.scheduler.hash.Hash;
import java.util.ArrayList;
import java.util.Arrays;
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
    List<Node> free =
        candidates.isEmpty()
            ? live
            : live.stream().filter(node -> candidates.contains(node.id())).toList();
    int wanted = Math.min(level.nodes(), free.size());
    List<Node> chosen = new ArrayList<>(wanted < free.size() ? smallest(free, wanted, seed) : free);
    chosen.sort(Comparator.comparingLong(Node::id));
    return new Asking(chosen, level.votesOf(chosen.size()));
  }

  /** Those that draw the smallest numbers; sorted in only as far as they are wanted. */
  private static List<Node> smallest(List<Node> nodes, int wanted, long seed) {
    Node[] best = new Node[wanted];
    long[] draws = new long[wanted];
    int held = 0;
    for (Node node : nodes) {
      long draw = Hash.mix(seed, node.id());
      int at = held;
      while (at > 0 && isBefore(draw, node, draws[at - 1], best[at - 1])) {
        at--;
      }
      if (at < wanted) {
        int moved = Math.min(held, wanted - 1) - at;
        System.arraycopy(draws, at, draws, at + 1, moved);
        System.arraycopy(best, at, best, at + 1, moved);
        draws[at] = draw;
        best[at] = node;
        held = Math.min(held + 1, wanted);
      }
    }
    return Arrays.asList(best);
  }

  private static boolean isBefore(long draw, Node node, long otherDraw, Node other) {
    return draw < otherDraw || (draw == otherDraw && node.id() < other.id());
  }
}
