package io.iplive.sla.history;

import io.iplive.sla.history.Fact.Outcome;
import io.iplive.sla.history.Fact.Vote;
import io.iplive.sla.span.Range;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each node said in the rounds of the range. */
public final class NodeTally {

  /** One node's words. */
  public static final class Node {
    private long up;
    private long down;
    private long silent;
    private final Responses responses = new Responses();

    public long up() {
      return up;
    }

    public long down() {
      return down;
    }

    /** Asked, but it said nothing that counts. */
    public long silent() {
      return silent;
    }

    public Responses responses() {
      return responses;
    }

    private void add(Node other) {
      up += other.up;
      down += other.down;
      silent += other.silent;
      responses.add(other.responses);
    }
  }

  private static final double MICROS = 1_000;

  private final Range range;
  private final TreeMap<Long, Node> nodes = new TreeMap<>();

  public NodeTally(Range range) {
    this.range = range;
  }

  void count(long at, List<Vote> votes) {
    if (!range.holds(at)) {
      return;
    }
    for (Vote vote : votes) {
      Node node = nodes.computeIfAbsent(vote.node(), _ -> new Node());
      if (vote.saw() == Outcome.UP) {
        node.up++;
        if (vote.responseMicros() >= 0) {
          node.responses.add(vote.responseMicros() / MICROS);
        }
      } else if (vote.saw() == Outcome.DOWN) {
        node.down++;
      } else {
        node.silent++;
      }
    }
  }

  public void add(NodeTally other) {
    other.nodes.forEach((id, node) -> nodes.computeIfAbsent(id, _ -> new Node()).add(node));
  }

  /** By the node's id. */
  public SortedMap<Long, Node> nodes() {
    return nodes;
  }
}
